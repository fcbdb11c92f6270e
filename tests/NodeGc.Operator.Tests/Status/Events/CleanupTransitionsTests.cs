using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Scheduling;
using NodeGc.Operator.Status.Events;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status.Events;

public sealed class CleanupTransitionsTests
{
    private static readonly NodeStorageCleanup Layers = Given.Cleanup("layers");
    private static readonly string Run = RunId.Compute(Layers.Metadata);

    [Test]
    public void The_start_of_a_run_is_told() =>
        Assert.That(
            Told(null, Layers.Fold(Given.Node("n1").Alive())),
            Is.EqualTo([$"Normal RunStarted Run {Run} started; 1 node selected"])
        );

    [Test]
    public void The_end_of_a_run_is_reported_with_its_figures()
    {
        var before = Layers.Fold(Node(OrderPhase.Scanning));
        var after = Layers.Saying(before).Fold(Node(OrderPhase.Succeeded, 2048));
        Assert.That(
            Told(before, after),
            Is.EqualTo([
                $"Normal RunCompleted Run {Run} completed: 1 node succeeded, 0 failed, 0 skipped; "
                    + "2Ki reclaimable, 0 quarantined, 0 reclaimed",
            ])
        );
    }

    [Test]
    public void A_failed_node_is_named()
    {
        var before = Layers.Fold(Node(OrderPhase.Scanning));
        Assert.That(
            Told(before, Layers.Saying(before).Fold(Node(OrderPhase.Failed))),
            Does.Contain($"Warning NodesFailed Run {Run}: 1 of 1 nodes failed: n1")
        );
    }

    [Test]
    public void A_spec_that_cannot_be_executed_is_reported_once_per_generation()
    {
        var first = Layers.Unreadable();
        var told = first.Fold();
        var again = first.Changed().Saying(told).Fold();
        Assert.That(Told(null, told).Single(), Does.StartWith("Warning Stalled spec.limits.maxBytes: "));
        Assert.That(Told(told, first.Saying(told).Fold()), Is.Empty);
        Assert.That(Told(told, again), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_run_that_suspension_ends_is_reported_as_stopped_not_completed()
    {
        var before = Layers.Fold(Node(OrderPhase.Scanning));
        var after = Layers.Changed().Suspended().Saying(before).Fold(Node(OrderPhase.Scanning));
        Assert.That(Told(before, after).Single(), Does.StartWith($"Normal RunStopped Run {Run}"));
    }

    [Test]
    public void A_run_that_a_new_generation_replaces_is_reported_as_stopped_before_the_next_starts()
    {
        var before = Layers.Fold(Node(OrderPhase.Scanning));
        var after = Layers.Changed().Saying(before).Fold(Node(OrderPhase.Scanning));
        Assert.That(Told(before, after).Select(note => note.Split(' ')[1]), Is.EqualTo(["RunStopped", "RunStarted"]));
    }

    [Test]
    public void A_node_that_is_still_too_full_after_removing_everything_eligible_is_reported_once()
    {
        var full = Given
            .Node("n1")
            .Alive()
            .Holding(Layers)
            .Reporting(
                Given.Report(Layers, OrderPhase.Succeeded) with
                {
                    Pressure = new()
                    {
                        StartReason = "disk usage 91% has reached the high threshold of 85%",
                        StopReason = "disk usage 88% is above the low threshold of 75%",
                        AboveLow = true,
                    },
                }
            );
        var before = Layers.Fold(Node(OrderPhase.Scanning));
        var after = Layers.Saying(before).Fold(full);
        Assert.That(
            Told(before, after),
            Has.One.Contains(
                "Warning TargetNotReached 1 node is still above the stop threshold after removing everything eligible: "
                    + "n1 (disk usage 88%"
            )
        );
        Assert.That(Told(after, Layers.Saying(after).Fold(full)), Is.Empty);
    }

    private static string[] Told(NodeStorageCleanupStatus? before, NodeStorageCleanupStatus after) =>
        [
            .. CleanupTransitions
                .Between(before, after)
                .Select(change => change.Note)
                .Select(note => $"{note.Type} {note.Reason} {note.Message}"),
        ];

    private static ClusterNode Node(OrderPhase phase, long bytes = 0) =>
        Given.Node("n1").Alive().Holding(Layers).Reporting(Given.Report(Layers, phase, bytes));
}
