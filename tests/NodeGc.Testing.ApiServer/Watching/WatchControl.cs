namespace NodeGc.Testing.ApiServer.Watching;

/// <summary>Lets a test hold all watches, so that clients see the world as it was, and let them go on.</summary>
internal sealed class WatchControl
{
    private volatile TaskCompletionSource? held;
    private TaskCompletionSource bookmark = NewSignal();

    /// <summary>Ends when watches may send; at once when nobody holds them.</summary>
    public Task MaySend => held?.Task ?? Task.CompletedTask;

    /// <summary>Ends when a test wants every watch that allows it to send a bookmark now.</summary>
    public Task BookmarkWanted => bookmark.Task;

    public void Hold() => held ??= NewSignal();

    public void Release() => Interlocked.Exchange(ref held, null)?.SetResult();

    public void WantBookmarks() => Interlocked.Exchange(ref bookmark, NewSignal()).SetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
