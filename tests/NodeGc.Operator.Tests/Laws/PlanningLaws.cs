using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Tests.Builders;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Operator.Tests.Laws;

/// <summary>What holds for the orders in every cluster.</summary>
[TestFixture]
public sealed class PlanningLaws
{
    private const int Runs = 500;

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool What_was_written_is_not_written_again(ClusterCase cluster) =>
        Written(cluster).All(node => Plan(cluster, node).SequenceEqual(node.Orders));

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool The_order_of_cleanups_decides_nothing(ClusterCase cluster) =>
        cluster.Nodes.All(node => Plan(cluster, node).SequenceEqual(cluster.Active.Reverse().Plan(node)));

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool Nothing_is_ordered_that_no_present_cleanup_asks_of_this_node(ClusterCase cluster) =>
        cluster.Nodes.All(node =>
            Plan(cluster, node)
                .All(order =>
                    cluster.Cleanups.Any(cleanup =>
                        cleanup.Metadata.Name == order.Cleanup
                        && cleanup.Metadata.Generation == order.Generation
                        && cleanup.Metadata.DeletionTimestamp is null
                        && !cleanup.Spec.Suspend
                        && node.Node is not null
                        && (cleanup.Spec.NodeSelector is null || node.Node.Metadata.Labels!["pool"] == "build")
                    )
                )
        );

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool Every_live_selected_node_is_given_every_order(ClusterCase cluster) =>
        cluster
            .Nodes.Where(node => Given.Liveness.IsAlive(node.Storage))
            .All(node =>
                cluster
                    .Active.Where(cleanup => cleanup.Selects(node))
                    .All(cleanup => Plan(cluster, node).Any(order => order with { Digest = null } == cleanup.Order))
            );

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool A_node_without_a_live_agent_is_given_nothing_new(ClusterCase cluster) =>
        cluster
            .Nodes.Where(node => !Given.Liveness.IsAlive(node.Storage))
            .All(node => Plan(cluster, node).All(node.Orders.Contains));

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool An_agent_that_falls_silent_loses_and_gains_no_order(ClusterCase cluster) =>
        Written(cluster).All(node => Plan(cluster, node.Silent()).SequenceEqual(node.Orders));

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool A_node_has_at_most_one_order_of_each_cleanup(ClusterCase cluster) =>
        cluster
            .Nodes.Select(node => Plan(cluster, node))
            .All(orders => orders.DistinctBy(order => order.Cleanup).Count() == orders.Length);

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool Other_nodes_do_not_change_what_a_node_is_ordered(ClusterCase cluster) =>
        cluster.Nodes.All(node =>
            Given.Active(cluster.Cleanups, () => [node]).Plan(node).SequenceEqual(Plan(cluster, node))
        );

    private static ImmutableArray<CleanupOrder> Plan(ClusterCase cluster, ClusterNode node) =>
        cluster.Active.Plan(node);

    /// <summary>The nodes with a NodeStorage, once their orders were written.</summary>
    private static IEnumerable<ClusterNode> Written(ClusterCase cluster) =>
        cluster.Nodes.Where(node => node.Storage is not null).Select(node => node.Holding(Plan(cluster, node)));
}
