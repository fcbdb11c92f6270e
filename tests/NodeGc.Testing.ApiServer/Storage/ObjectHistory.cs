namespace NodeGc.Testing.ApiServer.Storage;

/// <summary>The recent history of one object, so that thousands of watches of one object each do not look at every
/// write. Not thread-safe: the store's lock guards it.</summary>
/// <param name="compactedRevision">Writes after this revision are known.</param>
internal sealed class ObjectHistory(long compactedRevision)
{
    private const int Limit = 64;

    private readonly List<StoreEvent> history = [];
    private TaskCompletionSource? changed;

    public void Add(StoreEvent change)
    {
        history.Add(change);
        if (history.Count > Limit)
        {
            compactedRevision = history[0].Revision;
            history.RemoveAt(0);
        }
        Signal();
    }

    public EventBatch? After(long revision, long current)
    {
        if (revision < compactedRevision)
            return null;
        changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return new EventBatch([.. history.Where(change => change.Revision > revision)], current, changed.Task);
    }

    public void Compact(long revision)
    {
        history.Clear();
        compactedRevision = revision;
        Signal();
    }

    private void Signal() => Interlocked.Exchange(ref changed, null)?.SetResult();
}
