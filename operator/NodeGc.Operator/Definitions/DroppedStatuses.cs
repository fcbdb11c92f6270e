using System.Collections.Concurrent;
using NodeGc.Api.Cleanups;
using NodeGc.Operator.Controllers;

namespace NodeGc.Operator.Definitions;

/// <summary>
/// Remembers what a server made of a status, so that one of which it drops fields is not written again and again.
/// </summary>
internal sealed class DroppedStatuses
{
    private readonly ConcurrentDictionary<string, (byte[] Sent, byte[] Stored)> known = new(StringComparer.Ordinal);

    /// <summary>Takes note of what was sent, and what is stored now.</summary>
    public void Note(NodeStorageCleanupStatus sent, NodeStorageCleanup stored)
    {
        var (ours, theirs) = (StatusReconciler.Bytes(sent).ToArray(), StatusReconciler.Bytes(stored.Status).ToArray());
        if (ours.AsSpan().SequenceEqual(theirs))
            known.TryRemove(Key(stored), out _);
        else
            known[Key(stored)] = (ours, theirs);
    }

    /// <summary>Whether writing <paramref name="status"/> again would leave the object as it is.</summary>
    public bool Knows(NodeStorageCleanup now, NodeStorageCleanupStatus status) =>
        known.TryGetValue(Key(now), out var last)
        && StatusReconciler.Bytes(status).SequenceEqual(last.Sent)
        && StatusReconciler.Bytes(now.Status).SequenceEqual(last.Stored);

    private static string Key(NodeStorageCleanup cleanup) => cleanup.Metadata.Uid ?? "";
}
