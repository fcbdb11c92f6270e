using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Api.Schemas;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Status;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status;

/// <summary>Situations that together show every reason, every message of a node and every event.</summary>
internal static class GoldenCases
{
    private static readonly NodeStorageCleanup Weekly = Given.Cleanup("weekly");
    private static readonly NodeStorageCleanup Reviewed = Given
        .Cleanup("reviewed")
        .With(spec => spec with { Mode = CleanupMode.Approve });
    private static readonly NodeStorageCleanup Pinned = Given
        .Cleanup("pinned")
        .With(spec =>
            spec with
            {
                Protect = new ProtectSpec { Images = ["alpine:9"], Volumes = ["pg-*"] },
            }
        );
    private static readonly NodeStorageCleanup WhenFull = Given
        .Cleanup("when-full")
        .With(spec =>
            spec with
            {
                When = new WhenSpec
                {
                    DiskUsagePercent = new() { High = 90, Low = 75 },
                },
            }
        );
    private static readonly NodeStorageCleanup Images = Given
        .Cleanup("images")
        .With(spec => spec with { Collect = new() { Images = new() } });

    public static IEnumerable<GoldenCase> All =>
        [
            .. Runs,
            .. RolloutCases.All,
            .. Failures,
            .. Approvals,
            .. Specs,
            .. Definitions,
            .. Obstacles,
            .. UnmatchedPins,
            .. Overlaps,
        ];

    private static IEnumerable<GoldenCase> Runs
    {
        get
        {
            yield return new("no node is selected", Weekly.OnPool("gpu"), Given.Node("build-1").Alive());
            yield return new("the only node has no agent yet", Weekly, Given.Node("build-1"));
            yield return new("no agent is alive", Weekly, Given.Node("build-1"), Given.Node("build-2").Silent());
            var started = new GoldenCase(
                "a run starts",
                Weekly,
                Given.Node("build-1").Alive(),
                Given.Node("build-2").Alive().Holding(Weekly),
                On("build-3", Weekly, OrderPhase.Scanning),
                On("build-4", Weekly, OrderPhase.Sweeping).Silent(),
                Given.Node("build-5").Beating(Given.Now.AddHours(1)),
                Given
                    .Node("build-6")
                    .Alive()
                    .Holding([.. Enumerable.Range(10, 64).Select(n => Given.OrderOf(Given.Cleanup($"c{n}")))])
            );
            yield return started;
            yield return started.Then(
                "too many agents are silent",
                On("build-1", Weekly, OrderPhase.Succeeded),
                Given.Node("build-2").Silent(),
                Given.Node("build-3").Silent()
            );
            var done = started.Then(
                "a run succeeds",
                On("build-1", Weekly, OrderPhase.Succeeded),
                On("build-2", Weekly, OrderPhase.Succeeded),
                On(
                    "build-3",
                    Weekly,
                    OrderPhase.Skipped,
                    "nothing to do: disk usage 40% is below the high threshold of 85%"
                ),
                Given.Node("build-4").Silent()
            );
            yield return done;
            yield return new(
                "a run that only reports succeeds",
                Weekly.With(spec => spec with { Mode = CleanupMode.Report }),
                On("build-1", Weekly, OrderPhase.Succeeded)
            );
            yield return done.Then(
                "a node joins after the run",
                On("build-1", Weekly, OrderPhase.Succeeded),
                Given.Node("build-9").Alive()
            );
            yield return started with
            {
                Name = "the cleanup is suspended during a run",
                Cleanup = Weekly.Changed().Suspended().Saying(started.Status),
            };
        }
    }

    private static IEnumerable<GoldenCase> Failures
    {
        get
        {
            var failed = new GoldenCase(
                "a node fails",
                Weekly,
                On("build-1", Weekly, OrderPhase.Succeeded),
                On("build-2", Weekly, OrderPhase.Failed, "cannot write the journal: no space left on device")
            );
            yield return failed;
            yield return failed.Then("the failed node leaves", On("build-1", Weekly, OrderPhase.Succeeded));
            yield return new(
                "a node refuses its order",
                Weekly,
                On("build-1", Weekly, OrderPhase.Succeeded),
                Reporting(
                    "build-2",
                    Weekly,
                    Given.Report(Weekly, OrderPhase.Failed) with
                    {
                        RefusalReason = "the order has no digest",
                        Message = "the order has no digest",
                    }
                )
            );
        }
    }

    private static IEnumerable<GoldenCase> Approvals
    {
        get
        {
            var report = Given.Report(Reviewed, OrderPhase.Planned, reclaimable: 4096) with
            {
                PlanDigest = "sha256:" + new string('a', 64),
                PlanExpirationTime = Given.Now.AddHours(1),
            };
            var nodes = new[] { Reporting("build-1", Reviewed, report), Reporting("build-2", Reviewed, report) };
            yield return new("plans wait for an approval", Reviewed, nodes);
            yield return new(
                "something else was approved",
                Reviewed.With(spec => spec with { ApprovedPlan = "sha256:" + new string('f', 64) }),
                nodes
            );
            var expired = report with
            {
                Phase = OrderPhase.Skipped,
                Message = "the plan expired at 2026-03-01T12:00:00Z",
                PlanExpirationTime = Given.Now,
                CompletionTime = Given.Now,
            };
            yield return new("a plan expires", Reviewed, Reporting("build-1", Reviewed, expired));
            yield return new(
                "no plan is made yet",
                Reviewed,
                Reporting("build-1", Reviewed, Given.Report(Reviewed, OrderPhase.Scanning))
            );
            var waiting = new GoldenCase("", Reviewed, nodes);
            yield return waiting with
            {
                Name = "the plans are approved",
                Cleanup = Reviewed
                    .With(spec => spec with { ApprovedPlan = waiting.Status.LastRun!.PlanDigest })
                    .Saying(waiting.Status),
            };
        }
    }

    private static IEnumerable<GoldenCase> Specs
    {
        get
        {
            yield return new("the spec is invalid", Weekly.Unreadable(), Given.Node("build-1").Alive());
            var many = new ProtectSpec { Volumes = [.. Enumerable.Range(0, 1001).Select(n => $"v{n}")] };
            yield return new("the pins do not fit into an order", Weekly, Given.Node("build-1").Alive())
            {
                Facts = ClusterFacts.Plain with
                {
                    Cleanups = [Weekly, Given.Cleanup("other").With(spec => spec with { Protect = many })],
                },
            };
        }
    }

    private static IEnumerable<GoldenCase> Definitions
    {
        get
        {
            DefinitionGap[] gaps =
            [
                new(DefinitionCheck.Cleanups, "spec.when.diskFree", "is missing"),
                new(DefinitionCheck.Nodes, "spec.orders[].when", "is missing"),
            ];
            var outdated = With(new DefinitionState([.. gaps], null), "the definitions are outdated");
            yield return outdated;
            yield return outdated.Then("the definitions are upgraded", outdated.Nodes);
            yield return outdated with
            {
                Name = "the spec is changed after the upgrade",
                Cleanup = Weekly.Changed().Saying(outdated.Status),
                Facts = ClusterFacts.Plain,
            };
            yield return With(new DefinitionState([], "forbidden"), "the definitions cannot be read");
            yield return With(
                new DefinitionState([new(DefinitionCheck.Nodes, "", "is not installed")], null),
                "a definition is missing"
            );
            var rejected = new OrderLoss.Rejected("admission webhook \"policy\" denied the request");
            yield return With(ClusterFacts.Plain with { Loss = rejected }, "the server rejected an order");
            var limits = new DefinitionGap(
                DefinitionCheck.Nodes,
                "spec.orders[].limits",
                "was not stored as it was sent"
            );
            yield return With(
                ClusterFacts.Plain with
                {
                    Loss = new OrderLoss.Dropped(limits),
                },
                "the server did not store an order as it was sent"
            );
        }
    }

    private static IEnumerable<GoldenCase> Obstacles
    {
        get
        {
            var full = new GoldenCase(
                "a node is still above low",
                WhenFull,
                Full("build-1", isAbove: true),
                Full("build-2", isAbove: true)
            );
            yield return full;
            yield return full.Then("no node is above low any more", Full("build-1", isAbove: false));
            yield return new(
                "the kubelet acts first",
                WhenFull,
                WithKubelet(new() { ImageGCHighThresholdPercent = 85 })
            );
            yield return new(
                "the kubelet does not answer",
                WhenFull,
                WithKubelet(KubeletThresholds.Unknown("nodes \"build-1\" is forbidden"))
            );
            var order = Given.OrderOf(Images) with
            {
                ClusterImages = ClusterImages.Unknown("cannot list cronjobs.batch: forbidden"),
            };
            yield return new(
                "the images of the workloads are unknown",
                Images,
                Given.Node("build-1").Alive().Holding(order)
            );
        }
    }

    private static IEnumerable<GoldenCase> UnmatchedPins
    {
        get
        {
            var unmatched = new GoldenCase("a pin matches nothing", Pinned, Unmatched("build-1", "alpine:9"));
            yield return unmatched;
            yield return unmatched.Then("every pin matches", Unmatched("build-1"));
            yield return new(
                "a pin matches nothing on several nodes",
                Pinned,
                Unmatched("build-1", "alpine:9"),
                Unmatched("build-2", "alpine:9")
            );
        }
    }

    private static IEnumerable<GoldenCase> Overlaps
    {
        get
        {
            var shared = new GoldenCase(
                "two other cleanups select the same nodes",
                Weekly,
                On("build-1", Weekly, OrderPhase.Succeeded),
                On("build-2", Weekly, OrderPhase.Succeeded)
            )
            {
                Facts = ClusterFacts.Plain with { Cleanups = [Weekly, Reviewed, Images] },
            };
            yield return shared;
            yield return shared.Then("no other cleanup selects the same nodes", shared.Nodes);
        }
    }

    private static ClusterNode On(string node, NodeStorageCleanup cleanup, OrderPhase phase, string? message = null) =>
        Reporting(
            node,
            cleanup,
            Given.Report(cleanup, phase) with
            {
                Message = message,
                ByClass =
                [
                    new ClassTotals
                    {
                        Class = CollectedClass.Layers,
                        Reclaimable = new Tally { Items = 12, Bytes = 3L << 30 },
                        Quarantined = new Tally { Items = 12, Bytes = 3L << 30 },
                    },
                ],
            }
        );

    private static ClusterNode Reporting(string node, NodeStorageCleanup cleanup, OrderReport report) =>
        Given.Node(node).Alive().Holding(cleanup).Reporting(report);

    private static ClusterNode Full(string node, bool isAbove) =>
        Reporting(
            node,
            WhenFull,
            Given.Report(WhenFull, OrderPhase.Succeeded) with
            {
                Pressure = new PressureReport
                {
                    StartReason = "disk usage 91% has reached the high threshold of 90%",
                    StopReason = isAbove
                        ? "disk usage 88% is above the low threshold of 75%"
                        : "disk usage 70% is below the low threshold of 75%",
                    AboveLow = isAbove,
                },
            }
        );

    private static ClusterNode WithKubelet(KubeletThresholds kubelet) =>
        Given.Node("build-1").Alive().Holding(Given.OrderOf(WhenFull) with { Kubelet = kubelet });

    private static ClusterNode Unmatched(string node, params string[] patterns) =>
        Reporting(
            node,
            Pinned,
            Given.Report(Pinned, OrderPhase.Succeeded) with
            {
                PlanDigest = "sha256:1",
                UnmatchedPins =
                [
                    .. patterns.Select(pattern => new UnmatchedPin { Field = "protect.images", Pattern = pattern }),
                ],
            }
        );

    private static GoldenCase With(DefinitionState definitions, string name) =>
        With(ClusterFacts.Plain with { Definitions = definitions }, name);

    private static GoldenCase With(ClusterFacts facts, string name) =>
        new(name, Weekly, Given.Node("build-1").Alive()) { Facts = facts };
}
