namespace NodeGc.Kubernetes.Queues;

/// <summary>
/// Keys that need work. However often a key is added, it is queued once, and never processed by two workers at a time:
/// if it is added while being processed, it is queued again afterwards.
/// </summary>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Queue<TKey> ready = new();
    private readonly HashSet<TKey> waiting = [];
    private readonly HashSet<TKey> inWork = [];
    private readonly Dictionary<TKey, int> failures = [];
    private readonly DelayedKeys<TKey> delayed;
    private readonly SemaphoreSlim available = new(0);
    private readonly Backoff backoff;
    private readonly Random random;
    private readonly RetryLimit retries;

    public WorkQueue(Backoff backoff, Random random, TimeProvider time)
    {
        this.backoff = backoff;
        this.random = random;
        retries = new RetryLimit(time);
        delayed = new DelayedKeys<TKey>(time, Add);
    }

    /// <summary>How many keys wait for a worker, without those whose delay has not elapsed.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return waiting.Count;
        }
    }

    public void Add(TKey key)
    {
        lock (gate)
        {
            if (!waiting.Add(key) || inWork.Contains(key))
                return;
            Offer(key);
        }
    }

    /// <summary>Adds the key after a delay; if called several times, the earliest counts.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
            Add(key);
        else
            delayed.Add(key, delay);
    }

    /// <summary>Adds the key after a back-off that grows with each call until <see cref="Forget"/>, and is at least
    /// <paramref name="atLeast"/>. If many keys are retried, they also wait for each other.</summary>
    public void AddRateLimited(TKey key, TimeSpan? atLeast = null)
    {
        TimeSpan delay;
        lock (gate)
        {
            failures[key] = failures.GetValueOrDefault(key) + 1;
            var (alone, together) = (backoff.After(failures[key], random.NextDouble()), retries.Take());
            delay = alone > together ? alone : together;
        }
        AddAfter(key, atLeast > delay ? atLeast.Value : delay);
    }

    /// <summary>Resets the key's back-off after a success.</summary>
    public void Forget(TKey key)
    {
        lock (gate)
            failures.Remove(key);
    }

    /// <summary>The next key; the caller must call <see cref="Complete"/> afterwards.</summary>
    public async Task<TKey> TakeAsync(CancellationToken cancellationToken)
    {
        await available.WaitAsync(cancellationToken);
        lock (gate)
        {
            var key = ready.Dequeue();
            waiting.Remove(key);
            inWork.Add(key);
            return key;
        }
    }

    /// <summary>Marks the key as processed, whether it succeeded or not.</summary>
    public void Complete(TKey key)
    {
        lock (gate)
        {
            inWork.Remove(key);
            if (waiting.Contains(key))
                Offer(key);
        }
    }

    public void Dispose()
    {
        delayed.Dispose();
        available.Dispose();
    }

    private void Offer(TKey key)
    {
        ready.Enqueue(key);
        available.Release();
    }
}
