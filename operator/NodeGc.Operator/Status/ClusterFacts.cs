using NodeGc.Api.Cleanups;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Status.Notifications;

namespace NodeGc.Operator.Status;

/// <summary>What a status depends on besides the nodes.</summary>
/// <param name="Definitions">Whether the server keeps every field.</param>
/// <param name="Cleanups">All cleanups, this one included.</param>
internal sealed record ClusterFacts(DefinitionState Definitions, IReadOnlyList<NodeStorageCleanup> Cleanups)
{
    /// <summary>Why no orders of this run are sent, apart from the definitions; null if they are.</summary>
    public OrderLoss? Loss { get; init; }

    /// <summary>Which notifications are wanted, and delivered; null if none are configured.</summary>
    public NotificationFacts? Notifications { get; init; }

    /// <summary>Current definitions, and no other cleanup.</summary>
    public static ClusterFacts Plain { get; } = new(DefinitionState.Complete, []);
}
