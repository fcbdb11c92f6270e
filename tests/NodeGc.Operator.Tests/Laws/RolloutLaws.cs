using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Tests.Builders;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Operator.Tests.Laws;

/// <summary>What holds for every rollout, whatever happens to the nodes and to the operator, and in whatever order its
/// decisions are made and written.</summary>
[TestFixture]
public sealed class RolloutLaws
{
    private const int Runs = 80;
    private const int Steps = 250;

    [Property(MaxTest = Runs)]
    public void Never_more_nodes_run_than_may(int seed)
    {
        var fleet = Create(seed, out var spec);
        Shake(
            fleet,
            seed,
            () =>
            {
                var limit = NumberOrPercent
                    .Parse(spec.MaxConcurrent)
                    .Of(fleet.Nodes.Count(node => node.Node is not null));
                Assert.That(fleet.Running.Length, Is.LessThanOrEqualTo(limit), Describe(fleet));
            },
            shrinks: false
        );
    }

    [Property(MaxTest = Runs)]
    public void No_other_node_starts_before_the_canary_has_succeeded(int seed)
    {
        var fleet = Create(seed, out var spec);
        if (spec.Canary is null)
            return;
        Shake(
            fleet,
            seed,
            () =>
            {
                if (
                    fleet.Cleanup.Status?.LastRun?.Rollout
                    is not { Phase: not RolloutPhase.Rolling and not RolloutPhase.TooManyFailures }
                )
                    return;
                var canary = NumberOrPercent.Parse(spec.Canary.Nodes!).Of(fleet.Nodes.Count);
                var started = fleet.Nodes.Count(node =>
                    node.Orders.Length > 0 && node.Storage?.Status?.Orders.FirstOrDefault()?.Phase != OrderPhase.Skipped
                );
                Assert.That(started, Is.LessThanOrEqualTo(canary), Describe(fleet));
            },
            shrinks: false
        );
    }

    [Property(MaxTest = Runs)]
    public void No_more_nodes_fail_than_may_and_were_running(int seed)
    {
        var fleet = Create(seed, out var spec);
        var most = 0;
        Shake(
            fleet,
            seed,
            () =>
            {
                var failed = fleet.Nodes.Count(node =>
                    node.Storage?.Status?.Orders.FirstOrDefault() is { Phase: OrderPhase.Failed }
                );
                most = Math.Max(most, failed);
                var may = NumberOrPercent.Parse(spec.MaxFailures).Of(fleet.Nodes.Count);
                var running = NumberOrPercent.Parse(spec.MaxConcurrent).Of(fleet.Nodes.Count);
                // A retry that is due again counts as running.
                Assert.That(
                    failed,
                    Is.LessThanOrEqualTo(may + running + spec.Retries * fleet.Nodes.Count),
                    Describe(fleet)
                );
            },
            shrinks: false
        );
    }

    [Property(MaxTest = Runs)]
    public void Every_node_that_can_be_reached_ends_once_nothing_more_happens(int seed)
    {
        var fleet = Create(seed, out var spec);
        Shake(fleet, seed, () => { }, shrinks: true);
        Calm(fleet);
        for (var round = 0; round < 400 && fleet.Status.LastRun?.CompletionTime is null; round++)
        {
            if (IsStopped(fleet))
                return;
            fleet.Advance(TimeSpan.FromMinutes(1));
            foreach (var node in fleet.Nodes.ToList())
            {
                fleet.Beat(node.Name);
                fleet.Work(node.Name, OrderPhase.Succeeded);
            }
            Settle(fleet);
        }
        Assert.That(fleet.Status.LastRun?.CompletionTime is not null || IsStopped(fleet), $"{Describe(fleet)} {spec}");
    }

    [Property(MaxTest = Runs)]
    public void A_decision_that_is_made_twice_changes_nothing(int seed)
    {
        var fleet = Create(seed, out _);
        Shake(
            fleet,
            seed,
            () =>
            {
                fleet.WriteStatus();
                var before = fleet.Status.Bytes();
                fleet.WriteStatus();
                Assert.That(fleet.Status.Bytes(), Is.EqualTo(before));
            },
            shrinks: true
        );
    }

    private static bool IsStopped(SimulatedFleet fleet) =>
        fleet.Status.LastRun?.Rollout?.Phase is RolloutPhase.CanaryFailed or RolloutPhase.TooManyFailures;

    private static SimulatedFleet Create(int seed, out RolloutSpec spec)
    {
        var random = new Random(seed);
        spec = new RolloutSpec
        {
            MaxConcurrent = Pick(random, "1", "2", "5", "10%", "50%", "100%"),
            MaxFailures = Pick(random, "1", "2", "20%", "100%"),
            NodeTimeout = "20m",
            Retries = random.Next(3),
            Canary =
                random.Next(2) == 0
                    ? null
                    : new CanarySpec { Nodes = Pick(random, "1", "2", "10%"), Soak = Pick(random, "0s", "5m") },
        };
        var rollout = spec;
        var cleanup = Given.Cleanup("careful").With(one => one with { Rollout = rollout });
        var nodes = Enumerable
            .Range(0, 3 + random.Next(15))
            .Select(number => SimulatedFleet.Machine($"n{number:00}", $"z{number % 3}").Alive());
        return new SimulatedFleet(cleanup, nodes, seed);
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static void Shake(SimulatedFleet fleet, int seed, Action check, bool shrinks)
    {
        var random = new Random(seed + 1);
        fleet.WriteStatus();
        for (var step = 0; step < Steps; step++)
        {
            Step(fleet, random, shrinks);
            check();
        }
    }

    // Any step may come at any time: decisions are made on what was written, not on what was about to be.
    private static void Step(SimulatedFleet fleet, Random random, bool shrinks)
    {
        var name = fleet.Pick();
        switch (random.Next(shrinks ? 14 : 12))
        {
            case 0 or 1:
                fleet.WriteStatus();
                break;
            case 2:
                fleet.Admit();
                break;
            case 3:
                fleet.WriteAllOrders();
                break;
            case 4:
                fleet.WriteOrders(name);
                break;
            case 5 or 6:
                fleet.Work(
                    name,
                    random.Next(8) switch
                    {
                        0 => OrderPhase.Failed,
                        1 => OrderPhase.Skipped,
                        _ => OrderPhase.Succeeded,
                    }
                );
                break;
            case 7:
                fleet.Advance(TimeSpan.FromSeconds(random.Next(60)));
                fleet.Beat(name);
                break;
            case 8:
                foreach (var node in fleet.Nodes.ToList())
                    fleet.Beat(node.Name);
                break;
            case 9:
                fleet.Restart();
                break;
            case 10:
                fleet.Replace(name, node => node.Cordoned());
                break;
            case 11:
                fleet.Replace(name, node => node with { Node = node.Node! with { Spec = null } });
                break;
            case 12:
                fleet.Replace(name, node =>
                    node.With(Given.ReadyCondition with { Status = "False", LastTransitionTime = fleet.Now })
                );
                break;
            default:
                if (fleet.Nodes.Count > 2)
                    fleet.Remove(name);
                break;
        }
    }

    private static void Calm(SimulatedFleet fleet)
    {
        foreach (var node in fleet.Nodes.ToList())
        {
            fleet.Replace(node.Name, one =>
                (one with { Node = one.Node! with { Spec = null } }).With(
                    Given.ReadyCondition with
                    {
                        LastTransitionTime = Given.Now,
                    }
                )
            );
            fleet.Beat(node.Name);
        }
        Settle(fleet);
    }

    private static void Settle(SimulatedFleet fleet)
    {
        fleet.WriteStatus();
        fleet.Admit();
        fleet.WriteAllOrders();
        fleet.WriteStatus();
    }

    private static string Describe(SimulatedFleet fleet) =>
        $"{fleet.Now:T} {fleet.Cleanup.Spec.Rollout} {fleet.Cleanup.Status?.LastRun?.Rollout} "
        + $"running {string.Join(',', fleet.Running)}; "
        + string.Join(
            "; ",
            fleet.Nodes.Select(node => $"{node.Name} {node.Storage?.Status?.Orders.FirstOrDefault()?.Phase}")
        );
}
