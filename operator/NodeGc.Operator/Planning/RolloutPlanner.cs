using System.Collections.Immutable;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Planning;

/// <summary>Decides which orders a node should hold. Pure: the same cluster at the same time gives the same
/// orders.</summary>
/// <remarks>
/// An order is wanted where its mandate selects the node and the agent lives, or holds the order already. A node that
/// died before it got this generation's order therefore holds none, and whatever nobody wants any more is withdrawn
/// from dead nodes too: a node that comes back never finds an old order.
/// </remarks>
internal static class RolloutPlanner
{
    /// <summary>Most orders on one node, as the schema says.</summary>
    public const int MostOrders = 64;

    /// <summary>The orders for one node, by name of their cleanup; the first <see cref="MostOrders"/> when more are
    /// wanted.</summary>
    public static ImmutableArray<CleanupOrder> Plan(IEnumerable<Mandate> mandates, ClusterNode node, Liveness liveness)
    {
        var isAlive = liveness.IsAlive(node.Storage);
        var wanted = mandates
            .Where(mandate => mandate.Selects(node) && (isAlive || mandate.IsOn(node)))
            .Select(mandate => mandate.IsHeldOn(node) ? mandate.FindKept(node) : mandate.OrderFor(node))
            .OfType<CleanupOrder>()
            .OrderBy(order => order.Cleanup, StringComparer.Ordinal);
        return [.. wanted.Take(MostOrders)];
    }

    /// <summary>The orders for every node whose object does not hold them yet; empty when there is nothing to
    /// write.</summary>
    public static ImmutableDictionary<string, ImmutableArray<CleanupOrder>> FindChanges(
        IReadOnlyCollection<Mandate> mandates,
        IEnumerable<ClusterNode> nodes,
        Liveness liveness
    ) =>
        nodes
            .Where(node => node.Storage is not null)
            .Select(node => (Node: node, Orders: Plan(mandates, node, liveness)))
            .Where(plan => !plan.Orders.SequenceEqual(plan.Node.Orders))
            .ToImmutableDictionary(plan => plan.Node.Name, plan => plan.Orders);
}
