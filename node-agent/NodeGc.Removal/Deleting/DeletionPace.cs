namespace NodeGc.Removal.Deleting;

/// <summary>Limits deletions per second over all threads, in bursts of up to a tenth of a second, and pauses while the
/// disk is busy.</summary>
/// <param name="bounds">The bounds.</param>
/// <param name="time">The clock.</param>
internal sealed class DeletionPace(DeletionBounds bounds, TimeProvider time)
{
    public static readonly DeletionPace Unbounded = new(DeletionBounds.None, TimeProvider.System);

    private readonly Lock gate = new();
    private readonly PressureBrake brake = new(bounds, time);
    private readonly long interval = bounds.PerSecond == 0 ? 0 : time.TimestampFrequency / bounds.PerSecond;
    private readonly long burst = time.TimestampFrequency / 10;
    private long due = time.GetTimestamp();

    public bool IsBounded => bounds.PerSecond > 0;

    /// <summary>How long deletions have paused so far because the disk was busy.</summary>
    public TimeSpan Paused => brake.Paused;

    /// <summary>Waits until one more deletion is due.</summary>
    public void Take(CancellationToken cancellationToken)
    {
        brake.Wait(cancellationToken);
        if (!IsBounded)
            return;
        long wait;
        lock (gate)
        {
            var now = time.GetTimestamp();
            due = Math.Max(due, now - burst) + interval;
            wait = due - now;
        }
        if (wait > 0)
            time.Block(time.GetElapsedTime(0, wait), cancellationToken);
    }
}
