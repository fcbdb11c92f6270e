using NodeGc.Api.Cleanups;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Laws;

/// <summary>A cluster as the operator may find it.</summary>
public sealed class ClusterCase
{
    internal ClusterCase(IEnumerable<NodeStorageCleanup> cleanups, IEnumerable<ClusterNode> nodes) =>
        (Cleanups, Nodes) = (
            [.. cleanups.DistinctBy(cleanup => cleanup.Metadata.Name)],
            [.. nodes.DistinctBy(node => node.Name)]
        );

    internal IReadOnlyList<NodeStorageCleanup> Cleanups { get; }

    internal IReadOnlyList<ClusterNode> Nodes { get; }

    internal IReadOnlyList<ActiveCleanup> Active => Given.Active(Cleanups, () => Nodes);

    public override string ToString() =>
        string.Join(
            "; ",
            Cleanups
                .Select(cleanup =>
                    $"{cleanup.Metadata.Name}@{cleanup.Metadata.Generation} suspend={cleanup.Spec.Suspend}"
                )
                .Concat(
                    Nodes.Select(node =>
                        $"{node.Name} {node.Storage?.Status?.HeartbeatTime:T} "
                        + $"[{string.Join(',', node.Orders.Select(order => order.RunId))}]"
                    )
                )
        );
}
