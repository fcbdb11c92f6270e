namespace NodeGc.Host.Measuring;

/// <summary>
/// Distributes the work: trees are handed out one after the other, and when none is left, busy threads give branches to
/// idle ones. Only on demand, so that no more directories are open than threads can use.
/// </summary>
public sealed class WalkQueue(IReadOnlyList<MeasuredTree> trees) : IDisposable
{
    private readonly Lock sync = new();
    private readonly Stack<Branch> given = [];
    private readonly SemaphoreSlim arrivals = new(0);
    private int next;
    private int busy;
    private int idle;

    /// <summary>A thread is waiting for a branch.</summary>
    public bool HasIdleThreads => Volatile.Read(ref idle) > 0;

    /// <summary>Work for an idle thread; waits while others may still give some. Null when everything is
    /// done.</summary>
    public Branch? Take(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (sync)
            {
                if (TryAcquire() is { } branch)
                {
                    busy++;
                    return branch;
                }
                if (busy == 0)
                    return null;
                idle++;
            }
            arrivals.Wait(cancellationToken);
        }
    }

    /// <summary>Gives a branch to another thread.</summary>
    public void Give(Branch branch)
    {
        lock (sync)
        {
            given.Push(branch);
            Wake(1);
        }
    }

    /// <summary>Marks the branch taken last as finished.</summary>
    public void Finish()
    {
        lock (sync)
        {
            if (--busy == 0)
                Wake(idle);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => arrivals.Dispose();

    private Branch? TryAcquire()
    {
        if (given.TryPop(out var branch))
            return branch;
        return next < trees.Count ? new Branch(trees[next++], null) : null;
    }

    private void Wake(int count)
    {
        count = Math.Min(count, idle);
        idle -= count;
        if (count > 0)
            arrivals.Release(count);
    }
}
