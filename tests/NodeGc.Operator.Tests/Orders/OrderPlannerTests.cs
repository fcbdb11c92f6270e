using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Scheduling;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Orders;

public sealed class OrderPlannerTests
{
    private static readonly NodeStorageCleanup Layers = Given.Cleanup("layers");

    [Test]
    public void A_node_with_a_live_agent_gets_the_order_of_a_cleanup_that_selects_it()
    {
        var order = Plan(Given.Node("n1").Alive(), Layers).Single();
        Assert.That(
            (order.Cleanup, order.Uid, order.Generation, order.Mode),
            Is.EqualTo(("layers", "uid-of-layers", 1L, CleanupMode.Enforce))
        );
        Assert.That(order.RunId, Is.EqualTo(RunId.Compute(Layers.Metadata)));
    }

    [Test]
    public void An_order_carries_the_whole_policy()
    {
        var cleanup = Layers.With(spec =>
            spec with
            {
                Mode = CleanupMode.Enforce,
                Collect = new CollectSpec { Volumes = new VolumesSpec { MinAge = "9d" } },
                Protect = new ProtectSpec { Volumes = ["pg-*"] },
                Disposal = new DisposalSpec { Quarantine = "36h" },
                Limits = new LimitsSpec { MaxItems = 7 },
            }
        );
        var order = Plan(Given.Node("n1").Alive(), cleanup).Single();
        Assert.That(
            (order.Mode, order.Collect, order.Protect, order.Disposal, order.Limits),
            Is.EqualTo(
                (
                    CleanupMode.Enforce,
                    cleanup.Spec.Collect,
                    cleanup.Spec.Protect,
                    cleanup.Spec.Disposal,
                    cleanup.Spec.Limits
                )
            )
        );
    }

    [Test]
    public void A_node_that_the_selector_does_not_match_gets_no_order() =>
        Assert.That(Plan(Given.Node("n1").InPool("web").Alive(), Layers.OnPool("build")), Is.Empty);

    [Test]
    public void A_node_that_the_selector_matches_gets_the_order() =>
        Assert.That(Plan(Given.Node("n1").InPool("build").Alive(), Layers.OnPool("build")), Has.Length.EqualTo(1));

    [Test]
    public void A_node_that_does_not_run_Linux_gets_no_order() =>
        Assert.That(Plan(Given.Node("n1").Running("windows").Alive(), Layers), Is.Empty);

    [Test]
    public void A_node_whose_agent_never_reported_gets_no_order() =>
        Assert.That(Plan(Given.Node("n1"), Layers), Is.Empty);

    [Test]
    public void A_node_whose_agent_is_silent_gets_no_order() =>
        Assert.That(Plan(Given.Node("n1").Silent(), Layers), Is.Empty);

    [Test]
    public void A_heartbeat_as_old_as_the_bound_still_counts() =>
        Assert.That(
            Plan(Given.Node("n1").Beating(Given.Now - TimeSpan.FromSeconds(90)), Layers),
            Has.Length.EqualTo(1)
        );

    [Test]
    public void A_heartbeat_far_in_the_future_is_no_sign_of_life() =>
        Assert.That(Plan(Given.Node("n1").Beating(Given.Now + TimeSpan.FromHours(1)), Layers), Is.Empty);

    [Test]
    public void An_order_stays_on_a_node_whose_agent_went_silent() =>
        Assert.That(Plan(Given.Node("n1").Silent().Holding(Layers), Layers), Is.EqualTo([Given.OrderOf(Layers)]));

    [Test]
    public void An_order_of_an_older_generation_is_withdrawn_from_a_silent_node_and_not_replaced() =>
        Assert.That(Plan(Given.Node("n1").Silent().Holding(Layers), Layers.Changed()), Is.Empty);

    [Test]
    public void An_order_of_an_older_generation_is_replaced_on_a_live_node() =>
        Assert.That(
            Plan(Given.Node("n1").Alive().Holding(Layers), Layers.Changed()).Single().Generation,
            Is.EqualTo(2)
        );

    [Test]
    public void The_order_of_a_deleted_cleanup_is_withdrawn_from_live_and_silent_nodes() =>
        Assert.That(
            Plan(Given.Node("alive").Alive().Holding(Layers))
                .Concat(Plan(Given.Node("silent").Silent().Holding(Layers))),
            Is.Empty
        );

    [Test]
    public void The_order_of_a_cleanup_that_is_being_deleted_is_withdrawn()
    {
        var leaving = Layers with { Metadata = Layers.Metadata with { DeletionTimestamp = Given.Now } };
        Assert.That(Plan(Given.Node("n1").Alive().Holding(Layers), leaving), Is.Empty);
    }

    [Test]
    public void The_order_of_a_suspended_cleanup_is_withdrawn() =>
        Assert.That(Plan(Given.Node("n1").Silent().Holding(Layers), Layers.Suspended()), Is.Empty);

    [Test]
    public void The_order_of_a_cleanup_whose_spec_cannot_be_carried_out_is_withdrawn() =>
        Assert.That(Plan(Given.Node("n1").Alive().Holding(Layers), Layers.Unreadable()), Is.Empty);

    [Test]
    public void The_order_on_a_node_that_is_no_longer_selected_is_withdrawn_even_when_its_agent_is_silent() =>
        Assert.That(Plan(Given.Node("n1").InPool("web").Silent().Holding(Layers), Layers.OnPool("build")), Is.Empty);

    [Test]
    public void The_order_on_the_object_of_a_node_that_left_the_cluster_is_withdrawn() =>
        Assert.That(Plan(Given.Node("n1").Alive().Holding(Layers) with { Node = null }, Layers), Is.Empty);

    [Test]
    public void A_cleanup_made_again_under_its_old_name_replaces_the_order_by_one_of_another_run()
    {
        var again = Layers with { Metadata = Layers.Metadata with { Uid = "another" } };
        var order = Plan(Given.Node("n1").Alive().Holding(Layers), again).Single();
        Assert.That(
            (order.Uid, order.RunId),
            Is.EqualTo(("another", RunId.Compute(again.Metadata)))
                .And.Not.EqualTo(("another", RunId.Compute(Layers.Metadata)))
        );
    }

    [Test]
    public void Orders_stand_in_the_order_of_their_cleanups_names() =>
        Assert.That(
            Plan(Given.Node("n1").Alive(), Given.Cleanup("b"), Given.Cleanup("a"), Given.Cleanup("B"))
                .Select(order => order.Cleanup),
            Is.EqualTo(["B", "a", "b"])
        );

    [Test]
    public void A_node_gets_64_orders_at_most()
    {
        NodeStorageCleanup[] cleanups = [.. Enumerable.Range(0, 70).Select(number => Given.Cleanup($"c{number:00}"))];
        var orders = Plan(Given.Node("n1").Alive(), cleanups);
        Assert.That((orders.Length, orders[^1].Cleanup), Is.EqualTo((64, "c63")));
    }

    [Test]
    public void A_node_that_has_what_is_wanted_keeps_exactly_that()
    {
        var node = Given.Node("n1").Alive().Holding(Layers);
        Assert.That(Plan(node, Layers), Is.EqualTo(node.Orders));
    }

    private static ImmutableArray<CleanupOrder> Plan(ClusterNode node, params NodeStorageCleanup[] cleanups) =>
        Given.Active(cleanups, () => [node]).Plan(node);
}
