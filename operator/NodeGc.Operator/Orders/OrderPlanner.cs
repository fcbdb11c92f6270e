using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Orders;

/// <summary>Decides which orders a node should have. The same cluster at the same time gives the same orders.</summary>
/// <remarks>
/// An order is wanted if its cleanup selects the node, admits it, and the agent is alive, or the node has the order
/// already. A node
/// that died before it got this generation's order therefore has none, and orders that are no longer wanted are
/// withdrawn from dead nodes too: a node that comes back never finds an old order.
/// </remarks>
internal sealed class OrderPlanner
{
    /// <summary>Maximum number of orders on one node, as the schema says.</summary>
    public const int MaxOrders = 64;

    private readonly OrderDigests digests = new();

    /// <summary>The orders for one node, in the order in which its agent carries them out: by priority, then by the
    /// name of their cleanup; the first <see cref="MaxOrders"/> if more are wanted.</summary>
    public ImmutableArray<CleanupOrder> Plan(IEnumerable<ActiveCleanup> cleanups, ClusterNode node, Liveness liveness)
    {
        var isAlive = liveness.IsAlive(node.Storage);
        var wanted = cleanups
            .Where(cleanup =>
                cleanup.Selects(node) && ((isAlive && cleanup.AdmitsOrder(node)) || cleanup.FindOrder(node) is not null)
            )
            .OrderByDescending(cleanup => cleanup.Priority)
            .ThenBy(cleanup => cleanup.Order.Cleanup, StringComparer.Ordinal)
            .Select(cleanup => cleanup.IsOnHoldOn(node) ? FindKept(cleanup, node) : Compose(cleanup, node))
            .OfType<CleanupOrder>();
        return [.. wanted.Take(MaxOrders)];
    }

    /// <summary>What the node keeps while the cleanup is on hold: an order that has ended, which is never carried out
    /// again, or one that lacks nothing. Null if it keeps nothing.</summary>
    private CleanupOrder? FindKept(ActiveCleanup cleanup, ClusterNode node) =>
        cleanup.FindOrder(node) is { } current && (cleanup.HasEndedOn(node) || current == Compose(cleanup, node))
            ? current
            : null;

    private CleanupOrder Compose(ActiveCleanup cleanup, ClusterNode node) =>
        digests.AddTo(NodeOrder.Compose(cleanup, node));
}
