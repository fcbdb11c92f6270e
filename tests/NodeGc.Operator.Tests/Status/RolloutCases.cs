using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Scheduling;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status;

/// <summary>Situations of schedules and rollouts.</summary>
internal static class RolloutCases
{
    private static readonly NodeStorageCleanup Nightly = Given
        .Cleanup("nightly")
        .With(spec => spec with { Schedule = "0 3 * * *", Window = "2h" });

    private static readonly NodeStorageCleanup Careful = Given
        .Cleanup("careful")
        .With(spec =>
            spec with
            {
                Rollout = new RolloutSpec
                {
                    MaxConcurrent = "2",
                    Canary = new CanarySpec { Nodes = "1" },
                    MaxFailures = "2",
                    Retries = 1,
                },
            }
        );

    private static readonly TimeSpan Soak = TimeSpan.FromMinutes(10);

    public static IEnumerable<GoldenCase> All => [.. Schedules, .. Rollouts];

    private static IEnumerable<GoldenCase> Schedules
    {
        get
        {
            var node = Given.Node("build-1").Alive();
            var seen = new GoldenCase("a schedule is seen", Nightly, node);
            yield return seen;
            yield return new(
                "a schedule is not one",
                Nightly.With(spec => spec with { Schedule = "0 25 * * *", TimeZone = "Mars/Base" }),
                node
            );
            yield return new(
                "a schedule is never due",
                Nightly.With(spec => spec with { Schedule = "0 3 31 2 *" }),
                node
            );
            var due = Nightly.Saying(
                seen.Status with
                {
                    Schedule = seen.Status.Schedule! with { ObservedTime = Given.Now.AddDays(-1) },
                }
            );
            var open = Given.Now.Date.AddHours(3);
            var run = new CleanupRun
            {
                Id = RunId.Compute(Nightly, new DateTimeOffset(open, TimeSpan.Zero)),
                Generation = 1,
                Mode = CleanupMode.Enforce,
                StartTime = new DateTimeOffset(open, TimeSpan.Zero),
                ScheduledTime = new DateTimeOffset(open, TimeSpan.Zero),
                Nodes = new NodeCounts(),
            };
            var recorded = due.Saying(due.Status! with { LastRun = run });
            yield return new(
                "the end of the window interrupts a run",
                recorded,
                On("build-1", recorded, OrderPhase.Succeeded),
                Given.Node("build-2").Alive()
            );
            yield return new("a scheduled run succeeds", recorded, On("build-1", recorded, OrderPhase.Succeeded));
        }
    }

    private static IEnumerable<GoldenCase> Rollouts
    {
        get
        {
            var others = new[] { Ready("build-2").Alive(), Ready("build-3").Alive() };
            var canary = new GoldenCase(
                "a canary goes first",
                Careful,
                [On("build-1", Careful, OrderPhase.Scanning), .. others]
            );
            yield return canary;
            var soaking = canary.Then(
                "the canary has succeeded",
                [On("build-1", Careful, OrderPhase.Succeeded), .. others]
            );
            yield return soaking;
            yield return soaking.Then(
                "the canary has stayed healthy",
                [
                    .. others
                        .Prepend(On("build-1", Careful, OrderPhase.Succeeded))
                        .Select(node => node.Beating(Given.Now + Soak)),
                ]
            ) with
            {
                Later = Soak,
            };
            var hasty = Careful.With(spec =>
                spec with
                {
                    Rollout = spec.Rollout! with { Canary = spec.Rollout.Canary! with { Soak = "0s" } },
                }
            );
            yield return new GoldenCase("", hasty, [On("build-1", hasty, OrderPhase.Scanning), .. others]).Then(
                "the canary has succeeded and need not soak",
                [On("build-1", hasty, OrderPhase.Succeeded), .. others]
            );
            yield return soaking.Then(
                "the canary becomes ill",
                [Ill(On("build-1", Careful, OrderPhase.Succeeded)), .. others]
            );
            yield return new(
                "the canary failed",
                Careful.With(spec => spec with { Rollout = spec.Rollout! with { Retries = 0 } }),
                [On("build-1", Careful, OrderPhase.Failed), .. others]
            );
            yield return new(
                "a failed node tries again",
                Careful,
                [On("build-1", Careful, OrderPhase.Failed), .. others]
            );
            var bold = Careful.With(spec => spec with { Rollout = spec.Rollout! with { Canary = null, Retries = 0 } });
            yield return new(
                "too many nodes fail",
                bold,
                On("build-1", bold, OrderPhase.Failed),
                On("build-2", bold, OrderPhase.Failed),
                Ready("build-3").Alive()
            );
            yield return new(
                "a canary matches no node",
                Careful.With(spec =>
                    spec with
                    {
                        Rollout = spec.Rollout! with
                        {
                            Canary = new CanarySpec
                            {
                                NodeSelector = new()
                                {
                                    MatchLabels = new Dictionary<string, string>
                                    {
                                        ["pool"] = "gpu",
                                    }.ToImmutableDictionary(),
                                },
                            },
                        },
                    }
                ),
                others
            );
            yield return new(
                "a rollout is paused",
                bold.With(spec => spec with { Rollout = spec.Rollout! with { MaxConcurrent = "0" } }),
                others
            );
            yield return new(
                "nodes are cordoned, not ready, or overdue",
                bold,
                Ready("build-1").Alive().Cordoned(),
                Ill(Ready("build-2").Alive()),
                Ready("build-3").Silent().Holding(Given.OrderOf(bold) with { Deadline = Given.Now.AddMinutes(-1) })
            );
        }
    }

    private static ClusterNode Ready(string name) => Given.Node(name).With(Given.ReadyCondition);

    private static ClusterNode Ill(ClusterNode node) =>
        node.With(Given.ReadyCondition with { Status = "Unknown", LastTransitionTime = Given.Now });

    private static ClusterNode On(string node, NodeStorageCleanup cleanup, OrderPhase phase) =>
        Ready(node)
            .Alive()
            .Holding(cleanup)
            .Reporting(Given.ReportOf(cleanup, phase) with { CompletionTime = Given.Now, Message = phase.ToString() });
}
