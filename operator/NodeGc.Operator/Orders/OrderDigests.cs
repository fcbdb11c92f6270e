using System.Collections.Concurrent;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Orders;

/// <summary>
/// Adds the digest to orders, and remembers it: most nodes of a run get the same order, and each node is planned often.
/// </summary>
internal sealed class OrderDigests
{
    private const int MaxEntries = 1024;

    private readonly ConcurrentDictionary<CleanupOrder, string> known = [];

    public CleanupOrder AddTo(CleanupOrder order)
    {
        var bare = order with { Digest = null };
        if (known.Count >= MaxEntries && !known.ContainsKey(bare))
            known.Clear();
        return order with { Digest = known.GetOrAdd(bare, OrderDigest.Compute) };
    }
}
