using FsCheck;
using FsCheck.Fluent;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Laws;

/// <summary>
/// Random clusters: cleanups that are fine, suspended, wrong, leaving or changed; nodes that live, are silent, never
/// came up or left, with orders of now, of then and of nobody, and with reports about any of them.
/// </summary>
public static class ClusterCases
{
    private static readonly Gen<bool> Seldom = Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)));

    public static Arbitrary<ClusterCase> Case() =>
        Arb.From(
            from cleanups in Cleanup.ListOf(4)
            from nodes in Node.ListOf(6)
            select new ClusterCase(cleanups, nodes)
        );

    private static Gen<NodeStorageCleanup> Cleanup =>
        from name in Gen.Elements("a", "b", "c", "d")
        from generation in Gen.Choose(1, 3)
        from isSuspended in Seldom
        from isWrong in Seldom
        from isLeaving in Seldom
        from isPicky in Seldom
        let plain = Generation(Given.Cleanup(name), generation)
        let wished = isSuspended ? plain.Suspended()
        : isWrong ? plain.Unreadable()
        : plain
        let picky = isPicky ? wished.OnPool("build") : wished
        select isLeaving ? picky with { Metadata = picky.Metadata with { DeletionTimestamp = Given.Now } } : picky;

    private static Gen<ClusterNode> Node =>
        from name in Gen.Elements("n1", "n2", "n3", "n4", "n5", "n6")
        from pool in Gen.Elements("build", "web")
        from known in Known.ListOf(3)
        from life in Gen.Choose(0, 4)
        from hasLeft in Seldom
        let orders = known.DistinctBy(order => order.Cleanup).ToArray()
        let node = Given.Node(name).InPool(pool)
        let lived = life switch
        {
            0 => node,
            1 => node.Silent()
                .Holding([.. orders])
                .Reporting([.. orders.Select(order => Report(order, OrderPhase.Scanning))]),
            2 => node.Silent().Holding([.. orders]),
            3 => node.Alive().Holding([.. orders]),
            _ => node.Alive()
                .Holding([.. orders])
                .Reporting([.. orders.Select(order => Report(order, OrderPhase.Succeeded))]),
        }
        select hasLeft ? lived with { Node = null } : lived;

    /// <summary>An order that some generation of some cleanup once gave; <c>e</c> exists no more.</summary>
    private static Gen<CleanupOrder> Known =>
        from name in Gen.Elements("a", "b", "c", "d", "e")
        from generation in Gen.Choose(1, 3)
        select Given.OrderOf(Generation(Given.Cleanup(name), generation));

    private static OrderReport Report(CleanupOrder order, OrderPhase phase) =>
        new()
        {
            Cleanup = order.Cleanup,
            RunId = order.RunId,
            Phase = phase,
        };

    private static NodeStorageCleanup Generation(NodeStorageCleanup cleanup, long generation) =>
        cleanup with
        {
            Metadata = cleanup.Metadata with { Generation = generation },
        };
}
