using System.Collections.Immutable;

namespace NodeGc.Testing.ApiServer.Storage;

/// <summary>The objects of one resource and their recent history. Not thread-safe: the store's lock guards
/// it.</summary>
internal sealed class ObjectCollection
{
    private const int HistoryLimit = 20_000;
    private const int SnapshotLimit = 64;

    private readonly List<StoreEvent> history = [];
    private readonly Dictionary<string, ObjectHistory> byPath = new(StringComparer.Ordinal);
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
        HistoryOf(path).Add(change);
        Interlocked.Exchange(ref changed, NewSignal()).SetResult();
    }

    /// <param name="path">Only what happened to this object; null for all. Its own history is longer.</param>
    /// <param name="revision">The revision after which events are wanted.</param>
    /// <param name="current">The store's revision.</param>
    public EventBatch? After(string? path, long revision, long current)
    {
        if (path is not null)
            return HistoryOf(path).After(revision, current);
        if (revision < CompactedRevision)
            return null;
        var first = FindFirstAfter(revision);
        return new EventBatch([.. history[first..]], current, changed.Task);
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
        foreach (var one in byPath.Values)
            one.Compact(revision);
        Interlocked.Exchange(ref changed, NewSignal()).SetResult();
    }

    private void Forget(int count)
    {
        CompactedRevision = history[count - 1].Revision;
        history.RemoveRange(0, count);
    }

    private ObjectHistory HistoryOf(string path)
    {
        if (!byPath.TryGetValue(path, out var known))
            byPath[path] = known = new ObjectHistory(CompactedRevision);
        return known;
    }

    private int FindFirstAfter(long revision)
    {
        var (first, end) = (0, history.Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = history[middle].Revision <= revision ? (middle + 1, end) : (first, middle);
        }
        return first;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
