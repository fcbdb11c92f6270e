using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>What the agent would like the API to say of this node. Whoever learns something writes it here; one
/// publisher carries it on.</summary>
internal sealed class StatusBoard
{
    private readonly Lock gate = new();
    private NodeStorageStatus status = new();
    private TaskCompletionSource news = NewSignal();
    private long version;
    private bool isLost = true;

    /// <summary>The latest status.</summary>
    public NodeStorageStatus Current
    {
        get
        {
            lock (gate)
                return status;
        }
    }

    /// <summary>Changes the status. Where that is news it is carried on at once, else with the next
    /// heartbeat.</summary>
    public void Update(Func<NodeStorageStatus, NodeStorageStatus> change)
    {
        lock (gate)
        {
            var changed = change(status);
            if (ReferenceEquals(changed, status))
                return;
            var isNews = StatusNews.IsNews(status, changed);
            (status, version) = (changed, version + 1);
            if (isNews)
                news.TrySetResult();
        }
    }

    /// <summary>Has the status carried on at once.</summary>
    /// <returns>The version that is on the board now.</returns>
    public long Announce()
    {
        lock (gate)
        {
            news.TrySetResult();
            return version;
        }
    }

    /// <summary>The object that held the status is another one: all of it has to be written again.</summary>
    public void Lose()
    {
        lock (gate)
        {
            isLost = true;
            news.TrySetResult();
        }
    }

    /// <summary>What is on the board; what was news until now is not any more.</summary>
    public BoardState Take()
    {
        lock (gate)
        {
            if (news.Task.IsCompleted)
                news = NewSignal();
            var taken = new BoardState(version, status, isLost);
            isLost = false;
            return taken;
        }
    }

    /// <summary>Returns when there is news, or after <paramref name="atMost"/>.</summary>
    public async Task WaitForNewsAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        Task next;
        lock (gate)
            next = news.Task;
        if (next.IsCompleted || atMost <= TimeSpan.Zero)
            return;
        try
        {
            await next.WaitAsync(atMost, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The time is over, as wanted.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
