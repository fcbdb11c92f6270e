namespace NodeGc.Kubernetes.Queues;

/// <summary>Limits the retries of all keys together: what fails for thousands of keys at once fails for a common cause,
/// and asking for each of them does not help. As in client-go, some may be retried at once, and the others at a steady
/// rate. Not thread-safe.</summary>
internal sealed class RetryLimit(TimeProvider time)
{
    private const double Burst = 100;
    private const double PerSecond = 20;

    private double places = Burst;
    private long since = time.GetTimestamp();

    /// <summary>Takes the next place.</summary>
    /// <returns>How long until it is free.</returns>
    public TimeSpan Take()
    {
        var now = time.GetTimestamp();
        places = Math.Min(Burst, places + time.GetElapsedTime(since, now).TotalSeconds * PerSecond) - 1;
        since = now;
        return places >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-places / PerSecond);
    }
}
