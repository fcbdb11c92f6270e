using System.Collections.Immutable;

namespace NodeGc.Testing.ApiServer.Storage;

/// <summary>The objects of one resource and their recent history. Not thread-safe: the store's lock guards
/// it.</summary>
internal sealed class ObjectCollection
{
    private const int HistoryLimit = 20_000;
    private const int SnapshotLimit = 64;

    private readonly List<StoreEvent> history = [];
    private readonly SortedDictionary<long, Snapshot> snapshots = [];
    private TaskCompletionSource changed = NewSignal();

    public ImmutableSortedDictionary<string, StoredObject> Items { get; private set; } =
        ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    /// <summary>Writes after this revision are still known; asking for older ones is answered with 410.</summary>
    public long CompactedRevision { get; private set; }

    public void Apply(StoreEvent change)
    {
        var path = change.Object.Key.Path;
        Items = change.Type == StoreEventType.Deleted ? Items.Remove(path) : Items.SetItem(path, change.Object);
        history.Add(change);
        if (history.Count > HistoryLimit)
            Forget(history.Count / 2);
        Interlocked.Exchange(ref changed, NewSignal()).SetResult();
    }

    public EventBatch? After(long revision, long current)
    {
        if (revision < CompactedRevision)
            return null;
        var first = history.FindLastIndex(change => change.Revision <= revision) + 1;
        return new EventBatch([.. history.Skip(first)], current, changed.Task);
    }

    /// <summary>Keeps a listing alive, so that its further pages come from the same moment.</summary>
    public void Keep(Snapshot snapshot)
    {
        snapshots[snapshot.Revision] = snapshot;
        if (snapshots.Count > SnapshotLimit)
            snapshots.Remove(snapshots.Keys.First());
    }

    public Snapshot? FindKept(long revision) => snapshots.GetValueOrDefault(revision);

    public void Compact(long revision)
    {
        history.Clear();
        snapshots.Clear();
        CompactedRevision = revision;
        Interlocked.Exchange(ref changed, NewSignal()).SetResult();
    }

    private void Forget(int count)
    {
        CompactedRevision = history[count - 1].Revision;
        history.RemoveRange(0, count);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
