namespace NodeGc.Kubernetes.Queues;

/// <summary>Keys that are passed on at a later time; one timer for each.</summary>
internal sealed class DelayedKeys<TKey>(TimeProvider time, Action<TKey> passOn) : IDisposable
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Delay> delays = [];
    private bool disposed;

    public void Add(TKey key, TimeSpan after)
    {
        lock (gate)
        {
            var due = time.GetUtcNow() + after;
            if (disposed || (delays.TryGetValue(key, out var earlier) && earlier.Due <= due))
                return;
            earlier?.Timer.Dispose();
            // The timer starts only once it is in the table, so that its callback finds it there.
            var timer = time.CreateTimer(
                _ => Elapsed(key, due),
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
            delays[key] = new Delay(due, timer);
            timer.Change(after, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            foreach (var delay in delays.Values)
                delay.Timer.Dispose();
            delays.Clear();
        }
    }

    private void Elapsed(TKey key, DateTimeOffset due)
    {
        lock (gate)
        {
            if (!delays.TryGetValue(key, out var delay) || delay.Due != due)
                return;
            delays.Remove(key);
            delay.Timer.Dispose();
        }
        passOn(key);
    }

    private sealed record Delay(DateTimeOffset Due, ITimer Timer);
}
