namespace NodeGc.Agent.Daemon;

/// <summary>What became of the status at the API server. What cannot be reported is not carried out: whoever deletes
/// asks here first.</summary>
internal sealed class StatusReception(StatusBoard board)
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = NewSignal();
    private long tried = -1;
    private string? refusal;

    /// <summary>Why the API server refuses this node's status; null while it takes it, and while it is only
    /// away.</summary>
    public string? Refusal
    {
        get
        {
            lock (gate)
                return refusal;
        }
    }

    /// <summary>Called when a refusal begins, with its cause.</summary>
    public Action<string>? Refused { get; set; }

    /// <summary>The server took this version of the board.</summary>
    public void Accept(long version) => Note(version, null);

    /// <summary>The server did not answer, or not now: what it would say is not known.</summary>
    public void Postpone(long version) => Note(version, Refusal);

    /// <summary>The server refused this version.</summary>
    public void Refuse(long version, string cause)
    {
        var isNew = Refusal is null;
        Note(version, cause);
        if (isNew)
            Refused?.Invoke(cause);
    }

    /// <summary>Has the board carried on, and waits until that was tried. Null where the server took it or is away,
    /// else why it refused.</summary>
    public async Task<string?> ConfirmAsync(CancellationToken cancellationToken)
    {
        var wanted = board.Announce();
        while (true)
        {
            Task attempt;
            lock (gate)
            {
                if (tried >= wanted)
                    return refusal;
                attempt = next.Task;
            }

            try
            {
                await attempt.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (Refusal is { } cause)
            {
                // The refusal that was waited for is also what cancelled.
                return cause;
            }
        }
    }

    private void Note(long version, string? cause)
    {
        lock (gate)
        {
            (tried, refusal) = (version, cause);
            next.TrySetResult();
            next = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
