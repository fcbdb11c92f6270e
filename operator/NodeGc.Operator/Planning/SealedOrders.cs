using System.Collections.Concurrent;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Planning;

/// <summary>
/// Seals orders, and remembers the digests: the nodes of a run mostly get the same order, and each is planned again and
/// again.
/// </summary>
internal static class SealedOrders
{
    private const int Most = 1024;

    private static readonly ConcurrentDictionary<CleanupOrder, string> Known = [];

    public static CleanupOrder Seal(CleanupOrder order)
    {
        var bare = order with { Digest = null };
        if (Known.Count >= Most && !Known.ContainsKey(bare))
            Known.Clear();
        return order with { Digest = Known.GetOrAdd(bare, OrderDigest.Of) };
    }
}
