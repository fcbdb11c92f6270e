using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>The status of this node as the API server should have it. All parts of the agent update it; one publisher
/// writes it to the API server.</summary>
internal sealed class StatusStore
{
    private readonly Lock gate = new();
    private NodeStorageStatus status = new();
    private TaskCompletionSource changed = NewSignal();
    private long version;
    private bool isLost = true;
    private bool isForced;

    /// <summary>The latest status.</summary>
    public NodeStorageStatus Current
    {
        get
        {
            lock (gate)
                return status;
        }
    }

    /// <summary>Changes the status. Urgent changes are published at once, others later.</summary>
    public void Update(Func<NodeStorageStatus, NodeStorageStatus> change)
    {
        lock (gate)
        {
            var updated = change(status);
            if (ReferenceEquals(updated, status))
                return;
            var isUrgent = StatusChanges.IsUrgent(status, updated);
            (status, version) = (updated, version + 1);
            if (isUrgent)
                changed.TrySetResult();
        }
    }

    /// <summary>Publishes the status at once, with all changes.</summary>
    /// <returns>The current version.</returns>
    public long ForcePublish()
    {
        lock (gate)
        {
            isForced = true;
            changed.TrySetResult();
            return version;
        }
    }

    /// <summary>The object was replaced: all of the status has to be written again.</summary>
    public void MarkLost()
    {
        lock (gate)
        {
            isLost = true;
            changed.TrySetResult();
        }
    }

    /// <summary>Takes the current status for publishing; later changes signal again.</summary>
    public StatusSnapshot TakeSnapshot()
    {
        lock (gate)
        {
            if (changed.Task.IsCompleted)
                changed = NewSignal();
            var taken = new StatusSnapshot(version, status, isLost, isForced);
            (isLost, isForced) = (false, false);
            return taken;
        }
    }

    /// <summary>Returns on an urgent change, or after <paramref name="timeout"/>.</summary>
    public async Task WaitForChangeAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        Task next;
        lock (gate)
            next = changed.Task;
        if (next.IsCompleted || timeout <= TimeSpan.Zero)
            return;
        try
        {
            await next.WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Expected.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
