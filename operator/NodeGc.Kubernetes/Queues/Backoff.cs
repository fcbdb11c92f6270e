namespace NodeGc.Kubernetes.Queues;

/// <summary>An exponential back-off: doubled with each failure in a row, bounded, and randomized so that many do not
/// retry at once.</summary>
/// <param name="First">After the first failure, before it is randomized.</param>
/// <param name="Longest">The maximum.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>For a connection: half a second up to half a minute.</summary>
    public static Backoff Connection { get; } = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));

    /// <summary>For one object's reconciliation: 50 ms (enough for most conflicts) up to five minutes.</summary>
    public static Backoff Reconcile { get; } = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(5));

    /// <summary>The delay after a number of failures: between one half and all of the doubled time.</summary>
    /// <param name="failures">Failures in a row, 1 or more.</param>
    /// <param name="random">From 0 up to but not including 1.</param>
    public TimeSpan After(int failures, double random)
    {
        // 2^30 times any sensible first delay is above any sensible bound.
        var doubled = First * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        var bounded = doubled < Longest ? doubled : Longest;
        return bounded * (0.5 + random / 2);
    }
}
