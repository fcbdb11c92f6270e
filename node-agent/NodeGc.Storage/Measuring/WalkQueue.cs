namespace NodeGc.Storage.Measuring;

/// <summary>
/// Shares the work: trees are handed out one after the other, and when none is left, threads with work give branches to
/// those without. Branches are given on demand only, so that never more directories are open than threads can use.
/// </summary>
internal sealed class WalkQueue(IReadOnlyList<MeasuredTree> trees) : IDisposable
{
    private readonly Lock sync = new();
    private readonly Stack<Branch> given = [];
    private readonly SemaphoreSlim arrivals = new(0);
    private int next;
    private int busy;
    private int hungry;

    /// <summary>Somebody waits for a branch.</summary>
    public bool IsSomeoneHungry => Volatile.Read(ref hungry) > 0;

    /// <summary>Work for a thread that has none; waits while others may still give some. Null when all is
    /// done.</summary>
    public Branch? Take(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (sync)
            {
                if (TryTake() is { } branch)
                {
                    busy++;
                    return branch;
                }
                if (busy == 0)
                    return null;
                hungry++;
            }
            arrivals.Wait(cancellationToken);
        }
    }

    /// <summary>Gives a branch away.</summary>
    public void Give(Branch branch)
    {
        lock (sync)
        {
            given.Push(branch);
            Wake(1);
        }
    }

    /// <summary>Says that the branch taken last is finished.</summary>
    public void Finish()
    {
        lock (sync)
        {
            if (--busy == 0)
                Wake(hungry);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => arrivals.Dispose();

    private Branch? TryTake()
    {
        if (given.TryPop(out var branch))
            return branch;
        return next < trees.Count ? new Branch(trees[next++], null) : null;
    }

    private void Wake(int count)
    {
        count = Math.Min(count, hungry);
        hungry -= count;
        if (count > 0)
            arrivals.Release(count);
    }
}
