using System.Collections.Concurrent;
using NodeGc.Api.Nodes;
using NodeGc.Api.Schemas;

namespace NodeGc.Operator.Orders;

/// <summary>
/// Remembers orders that the server rejected, or did not store as they were sent although its definitions have all
/// fields: another server of the same cluster, or a webhook, dropped something. Such an order is not sent again until
/// its cleanup or the definitions change.
/// </summary>
internal sealed class OrderLosses
{
    private readonly ConcurrentDictionary<string, (string RunId, OrderLoss Loss)> losses = new(StringComparer.Ordinal);

    /// <summary>Compares the stored order with what was sent; null if they are the same.</summary>
    public DefinitionGap? Check(CleanupOrder sent, CleanupOrder? stored)
    {
        if (sent == stored || OrderDigest.FindDifference(sent, stored) is not { } field)
            return null;
        var gap = new DefinitionGap(DefinitionCheck.Nodes, field, "was not stored as it was sent");
        losses[sent.Cleanup] = (sent.RunId, new OrderLoss.Dropped(gap));
        return gap;
    }

    /// <summary>Records an order that the server rejected as a whole.</summary>
    public void AddRejected(CleanupOrder sent, string cause) =>
        losses[sent.Cleanup] = (sent.RunId, new OrderLoss.Rejected(cause));

    /// <summary>Null if no order of this run was rejected or is known to have lost anything.</summary>
    public OrderLoss? Find(string cleanup, string runId) =>
        losses.TryGetValue(cleanup, out var one) && one.RunId == runId ? one.Loss : null;

    /// <summary>To be called when the definitions changed: what was lost may be kept now.</summary>
    public void Clear() => losses.Clear();
}
