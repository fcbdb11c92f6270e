namespace NodeGc.Storage.Deleting;

/// <summary>Makes deletions pause while others wait too long for the disk. All threads that delete share one.</summary>
internal sealed class PressureBrake(DeletionBounds bounds, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly bool isOff = bounds.MaxIOPressurePercent >= 100;
    private long lastLook = time.GetTimestamp() - time.TimestampFrequency;
    private TimeSpan paused;

    /// <summary>For how long deletions paused so far.</summary>
    public TimeSpan Paused
    {
        get
        {
            lock (gate)
                return paused;
        }
    }

    /// <summary>Returns once the pressure is not above its bound; looks once a second.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested meanwhile.</exception>
    public void Wait(CancellationToken cancellationToken)
    {
        if (isOff)
            return;
        lock (gate)
        {
            if (time.GetElapsedTime(lastLook) < BetweenLooks)
                return;
            while (bounds.FindIoPressure() > bounds.MaxIOPressurePercent)
            {
                time.Wait(BetweenLooks, cancellationToken);
                paused += BetweenLooks;
            }
            lastLook = time.GetTimestamp();
        }
    }
}
