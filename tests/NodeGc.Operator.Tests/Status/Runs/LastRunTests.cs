using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Scheduling;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status.Runs;

public sealed class LastRunTests
{
    private static readonly NodeStorageCleanup Layers = Given.Cleanup("layers");
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    [Test]
    public void A_run_begins_with_the_first_node_that_can_take_part()
    {
        var run = Layers.Fold(Given.Node("n1").Alive()).LastRun!;
        Assert.That(
            (run.Id, run.Generation, run.StartTime, run.CompletionTime),
            Is.EqualTo((RunId.Compute(Layers.Metadata), 1L, Given.Now, (DateTimeOffset?)null))
        );
    }

    [Test]
    public void No_run_begins_without_a_live_agent() =>
        Assert.That(Layers.Fold(Given.Node("n1").Silent()).LastRun, Is.Null);

    [Test]
    public void Each_selected_node_is_counted_once()
    {
        var counts = Layers
            .Fold(
                Given.Node("pending").Alive().Holding(Layers),
                Node("scanning", OrderPhase.Scanning),
                Node("planned", OrderPhase.Planned),
                Node("sweeping", OrderPhase.Sweeping),
                Node("succeeded", OrderPhase.Succeeded),
                Node("failed", OrderPhase.Failed),
                Node("skipped", OrderPhase.Skipped),
                Given.Node("silent").Silent(),
                Given.Node("windows").Running("windows").Alive()
            )
            .LastRun!.Nodes;
        Assert.That(
            counts,
            Is.EqualTo(
                new NodeCounts
                {
                    Selected = 8,
                    Pending = 2,
                    Running = 3,
                    Succeeded = 1,
                    Failed = 1,
                    Skipped = 1,
                }
            )
        );
    }

    [Test]
    public void What_a_node_said_about_an_older_run_does_not_count()
    {
        var status = Layers.Changed().Fold(Node("n1", OrderPhase.Succeeded));
        Assert.That(status.LastRun!.Nodes, Is.EqualTo(new NodeCounts { Selected = 1, Pending = 1 }));
    }

    [Test]
    public void Figures_are_summed_over_nodes_and_never_mix()
    {
        var figures = new ClassTotals
        {
            Class = CollectedClass.Layers,
            Reclaimable = Tally(1, 10),
            Held = Tally(2, 20),
            Quarantined = Tally(3, 30),
            Reclaimed = Tally(4, 40),
        };
        var volumes = figures with { Class = CollectedClass.Volumes };
        var run = Layers.Fold(With("n1", volumes, figures), With("n2", figures)).LastRun!;
        Assert.That(
            (run.Reclaimable, run.Held, run.Quarantined, run.Reclaimed),
            Is.EqualTo((Tally(3, 30), Tally(6, 60), Tally(9, 90), Tally(12, 120)))
        );
        Assert.That(
            run.ByClass.Select(sum => (sum.Class, sum.Reclaimed)),
            Is.EqualTo([(CollectedClass.Layers, Tally(8, 80)), (CollectedClass.Volumes, Tally(4, 40))])
        );
    }

    [Test]
    public void A_run_ends_when_every_node_with_a_live_agent_has_ended_and_stays_ended_at_that_time()
    {
        ClusterNode[] nodes =
        [
            Node("n1", OrderPhase.Succeeded),
            Node("n2", OrderPhase.Failed),
            Given.Node("n3").Silent(),
        ];
        var first = Layers.Fold(nodes);
        var second = Layers.Saying(first).FoldAfter(TimeSpan.FromSeconds(5), nodes);
        Assert.That(
            (first.LastRun!.CompletionTime, second.LastRun!.CompletionTime),
            Is.EqualTo((Given.Now, Given.Now))
        );
    }

    [Test]
    public void Silence_of_all_agents_at_once_ends_nothing()
    {
        var before = Layers.Fold(Node("n1", OrderPhase.Scanning));
        var after = Layers
            .Saying(before)
            .Fold(Given.Node("n1").Silent().Holding(Layers).Reporting(Given.Report(Layers, OrderPhase.Scanning)));
        Assert.That(
            (after.LastRun!.CompletionTime, after.LastRun.Nodes.Pending),
            Is.EqualTo(((DateTimeOffset?)null, 1))
        );
    }

    [Test]
    public void What_a_node_finished_before_it_went_silent_counts() =>
        Assert.That(
            Layers.Fold(Node("n1", OrderPhase.Succeeded).Silent(), Node("n2", OrderPhase.Succeeded)).LastRun!.Nodes,
            Is.EqualTo(new NodeCounts { Selected = 2, Succeeded = 2 })
        );

    [Test]
    public void A_node_that_joins_later_is_counted_and_the_run_stays_complete()
    {
        var first = Layers.Fold(Node("n1", OrderPhase.Succeeded));
        var joined = Layers
            .Saying(first)
            .FoldAfter(Later, Node("n1", OrderPhase.Succeeded), Given.Node("n2").Beating(Given.Now + Later));
        var done = Layers.Saying(joined).Fold(Node("n1", OrderPhase.Succeeded), Node("n2", OrderPhase.Succeeded));
        Assert.That((joined.LastRun!.CompletionTime, joined.LastRun.Nodes.Pending), Is.EqualTo((Given.Now, 1)));
        Assert.That(joined.Message("Ready"), Is.EqualTo("1 of 2 nodes succeeded; 1 joined later and has not finished"));
        Assert.That(done.History.Select(run => run.Succeeded), Is.EqualTo([2]));
    }

    [Test]
    public void What_is_finished_is_kept_as_it_was_when_nodes_leave()
    {
        var figures = Figures with { Reclaimable = Tally(1, 20) };
        var before = Layers.Fold(With("n1", figures), With("n2", figures), With("n3", figures));
        var some = Layers.Saying(before).FoldAfter(Later, With("n1", figures).Beating(Given.Now + Later));
        var none = Layers.Saying(some).FoldAfter(Later);
        foreach (var after in (NodeStorageCleanupStatus[])[some, none])
        {
            Assert.That(after.LastRun, Is.EqualTo(before.LastRun).UsingPropertiesComparer());
            Assert.That(after.History, Is.EqualTo(before.History));
            Assert.That(after.Words(), Does.Contain("Ready=True/Succeeded"));
        }
    }

    [Test]
    public void What_a_node_did_before_it_left_a_running_run_is_kept()
    {
        var before = Layers.Fold(With("n1", Figures), Node("n2", OrderPhase.Failed), Node("n3", OrderPhase.Scanning));
        var after = Layers.Saying(before).Fold(Node("n3", OrderPhase.Scanning)).LastRun!;
        Assert.That(
            after.Nodes,
            Is.EqualTo(
                new NodeCounts
                {
                    Selected = 3,
                    Running = 1,
                    Succeeded = 1,
                    Failed = 1,
                }
            )
        );
        Assert.That(
            (after.Quarantined, after.Reclaimed, after.CompletionTime),
            Is.EqualTo((Tally(1, 20), Tally(1, 10), (DateTimeOffset?)null))
        );
    }

    [Test]
    public void A_new_generation_stops_an_unfinished_run_and_begins_its_own()
    {
        var before = Layers.Fold(Node("n1", OrderPhase.Scanning), Node("n2", OrderPhase.Succeeded));
        var after = Layers.Changed().Saying(before).FoldAfter(Later, Given.Node("n1").Beating(Given.Now + Later));
        Assert.That((after.LastRun!.Generation, after.LastRun.StartTime), Is.EqualTo((2L, Given.Now + Later)));
        Assert.That(
            after.History.Select(run => (run.Generation, run.Succeeded, run.Skipped)),
            Is.EqualTo([(1L, 1, 1)])
        );
    }

    [Test]
    public void Suspending_stops_the_run_and_keeps_what_it_came_to()
    {
        var before = Layers.Fold(Node("n1", OrderPhase.Sweeping), Node("n2", OrderPhase.Failed));
        var after = Layers.Changed().Suspended().Saying(before).FoldAfter(Later, Node("n1", OrderPhase.Sweeping));
        Assert.That(
            (after.LastRun!.CompletionTime, after.LastRun.Nodes),
            Is.EqualTo(
                (
                    Given.Now + Later,
                    new NodeCounts
                    {
                        Selected = 2,
                        Failed = 1,
                        Skipped = 1,
                    }
                )
            )
        );
        Assert.That(
            after.Nodes.Select(node => (node.Name, node.Phase)),
            Is.EqualTo([("n2", NodePhase.Failed), ("n1", NodePhase.Skipped)])
        );
    }

    [Test]
    public void History_holds_the_last_ten_finished_runs_newest_first()
    {
        var cleanup = Layers;
        for (var run = 1; run <= 12; run++)
        {
            var node = Given.Node("n1").Alive().Reporting(Given.Report(cleanup, OrderPhase.Succeeded));
            cleanup = cleanup.Saying(cleanup.Fold(node)).Changed();
        }
        Assert.That(
            cleanup.Status!.History.Select(run => run.Generation),
            Is.EqualTo([12L, 11, 10, 9, 8, 7, 6, 5, 4, 3])
        );
    }

    private static ClassTotals Figures =>
        new()
        {
            Class = CollectedClass.Layers,
            Quarantined = Tally(1, 20),
            Reclaimed = Tally(1, 10),
        };

    private static Tally Tally(long items, long bytes) => new() { Items = items, Bytes = bytes };

    private static ClusterNode Node(string name, OrderPhase phase) =>
        Given.Node(name).Alive().Holding(Layers).Reporting(Given.Report(Layers, phase));

    private static ClusterNode With(string name, params ImmutableArray<ClassTotals> figures) =>
        Given.Node(name).Alive().Reporting(Given.Report(Layers, OrderPhase.Succeeded) with { ByClass = figures });
}
