namespace NodeGc.Storage.Deleting;

/// <summary>Bounds deletions per second over all threads; a tenth of a second's worth may go at once.</summary>
/// <param name="perSecond">The rate; 0 = no bound.</param>
/// <param name="time">The clock.</param>
internal sealed class DeletionPace(int perSecond, TimeProvider time)
{
    public static readonly DeletionPace Unbounded = new(0, TimeProvider.System);

    private readonly Lock gate = new();
    private readonly long interval = perSecond == 0 ? 0 : time.TimestampFrequency / perSecond;
    private readonly long burst = time.TimestampFrequency / 10;
    private long due = time.GetTimestamp();

    public bool IsBounded => perSecond > 0;

    /// <summary>Waits until one more deletion is due.</summary>
    public void Take(CancellationToken cancellationToken)
    {
        if (perSecond == 0) return;
        long wait;
        lock (gate)
        {
            var now = time.GetTimestamp();
            due = Math.Max(due, now - burst) + interval;
            wait = due - now;
        }
        if (wait > 0) Wait(time.GetElapsedTime(0, wait), cancellationToken);
    }

    private void Wait(TimeSpan delay, CancellationToken cancellationToken)
    {
        using var due = new ManualResetEventSlim();
        using var timer = time.CreateTimer(_ => due.Set(), null, delay, Timeout.InfiniteTimeSpan);
        due.Wait(cancellationToken);
    }
}
