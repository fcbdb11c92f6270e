namespace NodeGc.Removal.Deleting;

/// <summary>Pauses deletions while others wait too long for the disk. Shared by all deleting threads.</summary>
internal sealed class PressureBrake(DeletionBounds bounds, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly bool isOff = bounds.MaxIOPressurePercent >= 100;
    private long lastLook = time.GetTimestamp() - time.TimestampFrequency;
    private TimeSpan paused;

    /// <summary>How long deletions have paused so far.</summary>
    public TimeSpan Paused
    {
        get
        {
            lock (gate)
                return paused;
        }
    }

    /// <summary>Returns once the pressure is not above its limit; checked once a second.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested meanwhile.</exception>
    public void Wait(CancellationToken cancellationToken)
    {
        if (isOff)
            return;
        lock (gate)
        {
            if (time.GetElapsedTime(lastLook) < PollInterval)
                return;
            while (bounds.FindIoPressure() > bounds.MaxIOPressurePercent)
            {
                time.Block(PollInterval, cancellationToken);
                paused += PollInterval;
            }
            lastLook = time.GetTimestamp();
        }
    }
}
