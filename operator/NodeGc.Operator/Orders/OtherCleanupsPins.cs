using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Orders;

/// <summary>The pins of the other cleanups, which apply on every node that they select.</summary>
internal sealed record OtherCleanupsPins(ImmutableArray<Pins> All)
{
    public static OtherCleanupsPins None { get; } = new([]);

    /// <summary>Null if there is none for this node.</summary>
    public OtherPins? FindFor(ClusterNode node) =>
        All.IsEmpty ? null : OtherPins.From(All.Where(pins => pins.ApplyTo(node)).Select(pins => pins.Protect));

    /// <summary>Why no order on this node can hold them all; null if one can.</summary>
    public string? FindProblem(ClusterNode node) => FindFor(node)?.FindProblem();
}
