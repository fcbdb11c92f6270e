using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Status;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status.Conditions;

public sealed class ConditionsTests
{
    private static readonly NodeStorageCleanup Layers = Given.Cleanup("layers");

    [Test]
    public void A_cleanup_whose_nodes_all_finished_is_ready() =>
        Assert.That(
            Layers.Fold(Done("n1"), Done("n2")).Words(),
            Is.EqualTo([
                "Ready=True/Succeeded",
                "Reconciling=False/Succeeded",
                "Stalled=False/Succeeded",
                "Healthy=True/AllNodesHealthy",
            ])
        );

    [Test]
    public void A_cleanup_with_a_node_that_has_not_finished_is_reconciling()
    {
        var status = Layers.Fold(Done("n1"), Node("n2", OrderPhase.Scanning), Given.Node("n3").Alive().Holding(Layers));
        Assert.That(
            status.Words(),
            Is.EqualTo([
                "Ready=False/Progressing",
                "Reconciling=True/Progressing",
                "Stalled=False/Progressing",
                "Healthy=True/AllNodesHealthy",
            ])
        );
        Assert.That(status.Message("Ready"), Is.EqualTo("1 of 3 nodes finished"));
    }

    [Test]
    public void A_cleanup_with_a_failed_node_is_neither_ready_nor_healthy_and_names_it()
    {
        var status = Layers.Fold(Done("n1"), Node("n2", OrderPhase.Failed));
        Assert.That(
            status.Words(),
            Is.EqualTo([
                "Ready=False/NodesFailed",
                "Reconciling=False/NodesFailed",
                "Stalled=True/NodesFailed",
                "Healthy=False/NodesFailed",
            ])
        );
        Assert.That(status.Message("Healthy"), Is.EqualTo("1 of 2 nodes failed: n2"));
    }

    [Test]
    public void A_failure_shows_in_health_while_others_still_work() =>
        Assert.That(
            Layers.Fold(Node("n1", OrderPhase.Failed), Node("n2", OrderPhase.Sweeping)).Words(),
            Is.EqualTo([
                "Ready=False/Progressing",
                "Reconciling=True/Progressing",
                "Stalled=False/Progressing",
                "Healthy=False/NodesFailed",
            ])
        );

    [Test]
    public void A_node_without_a_live_agent_harms_health_and_holds_up_nobody()
    {
        var status = Layers.Fold(Done("n1"), Given.Node("n2").Silent());
        Assert.That(
            status.Words(),
            Is.EqualTo([
                "Ready=True/Succeeded",
                "Reconciling=False/Succeeded",
                "Stalled=False/Succeeded",
                "Healthy=False/NodesUnreachable",
            ])
        );
        Assert.That(status.Message("Ready"), Is.EqualTo("1 of 2 nodes succeeded; 1 not reporting (n2)"));
        Assert.That(status.Message("Healthy"), Is.EqualTo("no agent is reporting from 1 of 2 nodes: n2"));
    }

    [Test]
    public void A_run_with_too_many_late_nodes_continues_and_says_how_many_may_be()
    {
        var done = Enumerable.Range(10, 11).Select(number => Done($"n{number}"));
        var status = Layers.Fold([.. done, Late("n1"), Late("n2"), Late("n3"), Late("n4")]);
        Assert.That(
            status.Words(),
            Is.EqualTo([
                "Ready=False/NodesNotReporting",
                "Reconciling=True/NodesNotReporting",
                "Stalled=False/NodesNotReporting",
                "Healthy=False/NodesUnreachable",
            ])
        );
        Assert.That(
            status.Message("Ready"),
            Is.EqualTo(
                "11 of 15 nodes finished; 4 not reporting (n1, n2, n3 and 1 more); "
                    + "the run can complete with at most 2 nodes not reporting"
            )
        );
        Assert.That(
            (status.LastRun!.CompletionTime, status.LastRun.Nodes.Pending, status.LastRun.Nodes.Skipped),
            Is.EqualTo(((DateTimeOffset?)null, 4, 0))
        );
    }

    [Test]
    public void A_run_that_was_complete_stays_complete_however_many_nodes_fall_silent()
    {
        var before = Layers.Fold(Done("n1"), Done("n2"), Late("n3"));
        var after = Layers
            .Saying(before)
            .Fold(Done("n1").Silent(), Done("n2").Silent(), Late("n3"), Late("n4"), Late("n5"));
        Assert.That(after.Words(), Does.Contain("Ready=True/Succeeded"));
        Assert.That(after.LastRun!.CompletionTime, Is.EqualTo(before.LastRun!.CompletionTime));
    }

    [Test]
    public void A_node_without_an_agent_is_not_waited_for() =>
        Assert.That(
            Layers.Fold(Done("n1"), Given.Node("n2"), Given.Node("n3"), Given.Node("n4")).Message("Ready"),
            Is.EqualTo("1 of 4 nodes succeeded, 3 skipped")
        );

    [Test]
    public void A_node_that_refused_its_order_is_named_with_its_reason()
    {
        var status = Layers.Fold(Done("n1"), Refused("n2"));
        Assert.That(
            status.Words(),
            Is.EqualTo([
                "Ready=False/OrdersRefused",
                "Reconciling=False/OrdersRefused",
                "Stalled=True/OrdersRefused",
                "Healthy=False/OrdersRefused",
            ])
        );
        Assert.That(status.Message("Ready"), Is.EqualTo("1 of 2 nodes refused the order: n2 (it has no digest)"));
        Assert.That(
            (status.LastRun!.CompletionTime, status.LastRun.Nodes.Pending),
            Is.EqualTo(((DateTimeOffset?)null, 1))
        );
        Assert.That(Layers.Saying(status).Fold(Done("n1"), Done("n2")).LastRun!.Nodes.Succeeded, Is.EqualTo(2));
    }

    [Test]
    public void Cleanups_that_share_nodes_name_each_other_until_they_do_not()
    {
        var (other, elsewhere) = (Given.Cleanup("other").Suspended(), Given.Cleanup("web").OnPool("web"));
        ClusterNode[] nodes = [Done("n1").InPool("build"), Done("n2").InPool("build")];
        var shared = CleanupStatus.Fold(
            Layers,
            nodes,
            Given.Liveness,
            ClusterFacts.Plain with
            {
                Cleanups = [Layers, other, elsewhere],
            }
        );
        Assert.That(shared.Words(), Does.Contain("Overlapping=True/SharesNodes").And.Contains("Ready=True/Succeeded"));
        Assert.That(shared.Message("Overlapping"), Does.StartWith("2 nodes are also selected by the cleanup other;"));
        var alone = CleanupStatus.Fold(
            Layers.Saying(shared),
            nodes,
            Given.Liveness,
            ClusterFacts.Plain with
            {
                Cleanups = [Layers, elsewhere],
            }
        );
        Assert.That(alone.Words(), Does.Contain("Overlapping=False/SharesNoNodes"));
    }

    [Test]
    public void Many_unreachable_nodes_are_named_in_part() =>
        Assert.That(
            Layers.Fold([.. Enumerable.Range(1, 9).Select(number => Given.Node($"n{number}"))]).Message("Healthy"),
            Is.EqualTo("no agent is reporting from 9 of 9 nodes: n1, n2, n3 and 6 more")
        );

    [Test]
    public void A_node_that_is_still_too_full_harms_the_effect_until_it_is_not()
    {
        var full = Layers.Fold(Full("n1", isStillAbove: true));
        Assert.That(
            full.Words(),
            Does.Contain("Effective=False/TargetNotReached").And.Contains("Ready=True/Succeeded")
        );
        Assert.That(
            Layers.Saying(full).Fold(Full("n1", isStillAbove: false)).Words(),
            Does.Contain("Effective=True/NoObstacle")
        );
    }

    [Test]
    public void A_cleanup_whose_orders_do_not_know_is_not_effective_and_names_the_cause()
    {
        var images = Given.Cleanup("images").With(spec => spec with { Collect = new() { Images = new() } });
        var node = Given
            .Node("n1")
            .Alive()
            .Holding(
                Given.OrderOf(images) with
                {
                    ClusterImages = ClusterImages.Unknown("cannot list pods: forbidden"),
                }
            );
        var status = images.Fold(node);

        Assert.That(status.Words(), Does.Contain("Effective=False/WorkloadImagesUnknown"));
        Assert.That(status.Message("Effective"), Does.Contain("cannot list pods: forbidden"));
    }

    [Test]
    public void A_cleanup_that_selects_no_node_says_so() =>
        Assert.That(
            Layers.OnPool("build").Fold(Given.Node("n1").Alive()).Words(),
            Is.EqualTo([
                "Ready=True/NoNodes",
                "Reconciling=False/NoNodes",
                "Stalled=False/NoNodes",
                "Healthy=Unknown/NoNodes",
            ])
        );

    [Test]
    public void A_cleanup_whose_nodes_have_no_agents_says_so() =>
        Assert.That(
            Layers.Fold(Given.Node("n1"), Given.Node("n2").Silent()).Words(),
            Is.EqualTo([
                "Ready=False/NoAgents",
                "Reconciling=True/NoAgents",
                "Stalled=False/NoAgents",
                "Healthy=False/NodesUnreachable",
            ])
        );

    [Test]
    public void A_suspended_cleanup_says_so() =>
        Assert.That(
            Layers.Suspended().Fold(Done("n1")).Words(),
            Is.EqualTo([
                "Ready=True/Suspended",
                "Reconciling=False/Suspended",
                "Stalled=False/Suspended",
                "Healthy=Unknown/Suspended",
            ])
        );

    [Test]
    public void A_cleanup_that_cannot_be_carried_out_stalls_and_names_the_field()
    {
        var status = Layers.Unreadable().Fold(Done("n1"));
        Assert.That(
            status.Words(),
            Is.EqualTo([
                "Ready=False/InvalidSpec",
                "Reconciling=False/InvalidSpec",
                "Stalled=True/InvalidSpec",
                "Healthy=Unknown/InvalidSpec",
            ])
        );
        Assert.That(status.Message("Stalled"), Does.StartWith("spec.limits.maxBytes: "));
    }

    [Test]
    public void A_wrong_spec_is_named_even_while_it_is_suspended() =>
        Assert.That(Layers.Unreadable().Suspended().Fold().Words(), Does.Contain("Stalled=True/InvalidSpec"));

    [Test]
    public void Everything_names_the_generation_it_speaks_of()
    {
        var status = Layers.Changed().Fold(Given.Node("n1").Alive());
        Assert.That(status.ObservedGeneration, Is.EqualTo(2));
        Assert.That(status.Conditions.Select(condition => condition.ObservedGeneration), Is.All.EqualTo(2));
    }

    [Test]
    public void A_condition_keeps_the_time_of_its_last_transition()
    {
        var before = Layers.Fold(Node("n1", OrderPhase.Scanning));
        var after = Layers.Saying(before).FoldAfter(TimeSpan.FromSeconds(30), Done("n1"));
        var times = after.Conditions.ToDictionary(
            condition => condition.Type,
            condition => condition.LastTransitionTime - Given.Now
        );
        Assert.That((times["Ready"], times["Stalled"]), Is.EqualTo((TimeSpan.FromSeconds(30), TimeSpan.Zero)));
    }

    private static ClusterNode Done(string name) => Node(name, OrderPhase.Succeeded);

    private static ClusterNode Late(string name) => Given.Node(name).Silent();

    private static ClusterNode Refused(string name) =>
        Given
            .Node(name)
            .Alive()
            .Holding(Layers)
            .Reporting(Given.Report(Layers, OrderPhase.Failed) with { RefusalReason = "it has no digest" });

    private static ClusterNode Node(string name, OrderPhase phase) =>
        Given.Node(name).Alive().Holding(Layers).Reporting(Given.Report(Layers, phase));

    private static ClusterNode Full(string name, bool isStillAbove) =>
        Given
            .Node(name)
            .Alive()
            .Holding(Layers)
            .Reporting(
                Given.Report(Layers, OrderPhase.Succeeded) with
                {
                    Pressure = new PressureReport
                    {
                        StartReason = "disk usage 91% has reached the high threshold of 85%",
                        StopReason = "disk usage 80%",
                        AboveLow = isStillAbove,
                    },
                }
            );
}
