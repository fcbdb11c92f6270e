using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>What the agent would like the API to say of this node. Whoever learns something writes it here; one publisher carries it on.</summary>
internal sealed class StatusBoard : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim changes = new(0, 1);
    private NodeStorageStatus status = new();

    /// <summary>The latest status.</summary>
    public NodeStorageStatus Current
    {
        get
        {
            lock (gate) return status;
        }
    }

    /// <summary>Changes the status; an equal one is no change.</summary>
    public void Update(Func<NodeStorageStatus, NodeStorageStatus> change)
    {
        lock (gate)
        {
            var changed = change(status);
            if (changed == status) return;
            status = changed;
            if (changes.CurrentCount == 0) changes.Release();
        }
    }

    /// <summary>Has the status published although it is the same: the object that held it was lost.</summary>
    public void Announce()
    {
        lock (gate)
        {
            if (changes.CurrentCount == 0) changes.Release();
        }
    }

    /// <summary>Returns when something has changed since the last call, or after <paramref name="atMost"/>.</summary>
    public Task WaitForChangeAsync(TimeSpan atMost, CancellationToken cancellationToken) => changes.WaitAsync(atMost, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => changes.Dispose();
}
