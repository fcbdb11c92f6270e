namespace NodeGc.Kubernetes.Queues;

/// <summary>How long to wait after how many failures in a row: doubling, bounded, and spread so that many do not come
/// back at once.</summary>
/// <param name="First">After the first failure, before the spread.</param>
/// <param name="Longest">Never more than this.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>For a connection: half a second up to half a minute.</summary>
    public static Backoff Connection { get; } = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));

    /// <summary>For one object's reconciliation: 50 ms (most conflicts are gone by then) up to five minutes.</summary>
    public static Backoff Reconcile { get; } = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(5));

    /// <summary>The wait after <paramref name="failures"/> (1 or more) failures; between one half and all of the
    /// doubled time.</summary>
    /// <param name="failures">In a row.</param>
    /// <param name="random">From 0 up to but not including 1.</param>
    public TimeSpan After(int failures, double random)
    {
        // 2^30 times any sensible first wait is above any sensible bound.
        var doubled = First * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        var bounded = doubled < Longest ? doubled : Longest;
        return bounded * (0.5 + random / 2);
    }
}
