using System.Collections.Concurrent;
using NodeGc.Api.Cleanups;

namespace NodeGc.Operator.Status;

/// <summary>
/// Remembers statuses that the server stored incompletely, so that they are not written again and again.
/// </summary>
internal sealed class DroppedStatuses
{
    private readonly ConcurrentDictionary<string, (byte[] Sent, byte[] Stored)> known = new(StringComparer.Ordinal);

    /// <summary>Compares what was sent with what is stored now.</summary>
    public void Check(NodeStorageCleanupStatus sent, NodeStorageCleanup stored)
    {
        var (ours, theirs) = (StatusReconciler.Bytes(sent).ToArray(), StatusReconciler.Bytes(stored.Status).ToArray());
        if (ours.AsSpan().SequenceEqual(theirs))
            known.TryRemove(Key(stored), out _);
        else
            known[Key(stored)] = (ours, theirs);
    }

    /// <summary>Whether writing <paramref name="status"/> again would change nothing.</summary>
    public bool Contains(NodeStorageCleanup now, NodeStorageCleanupStatus status) =>
        known.TryGetValue(Key(now), out var last)
        && StatusReconciler.Bytes(status).SequenceEqual(last.Sent)
        && StatusReconciler.Bytes(now.Status).SequenceEqual(last.Stored);

    private static string Key(NodeStorageCleanup cleanup) => cleanup.Metadata.Uid ?? "";
}
