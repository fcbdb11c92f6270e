namespace NodeGc.Kubernetes.Queues;

/// <summary>
/// Keys that need work. A key waits here once however often it is added, and is never with two workers at a time: added
/// while in work, it comes again afterwards.
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

    public WorkQueue(Backoff backoff, Random random, TimeProvider time)
    {
        this.backoff = backoff;
        this.random = random;
        delayed = new DelayedKeys<TKey>(time, Add);
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

    /// <summary>Adds the key after a while; the earliest of several wishes counts.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
            Add(key);
        else
            delayed.Add(key, delay);
    }

    /// <summary>Adds the key after a wait that grows with each call until <see cref="Forget"/>, and is not below
    /// <paramref name="atLeast"/>.</summary>
    public void AddRateLimited(TKey key, TimeSpan? atLeast = null)
    {
        TimeSpan delay;
        lock (gate)
        {
            failures[key] = failures.GetValueOrDefault(key) + 1;
            delay = backoff.After(failures[key], random.NextDouble());
        }
        AddAfter(key, atLeast > delay ? atLeast.Value : delay);
    }

    /// <summary>The key's work succeeded: its next failure is its first.</summary>
    public void Forget(TKey key)
    {
        lock (gate)
            failures.Remove(key);
    }

    /// <summary>The next key; <see cref="Complete"/> must follow.</summary>
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

    /// <summary>The worker is done with the key, whether it succeeded or not.</summary>
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
