namespace NodeGc.Agent.Daemon;

/// <summary>Whether the API server accepts the status. Nothing is deleted that cannot be reported, so this is checked
/// before each deletion.</summary>
internal sealed class StatusDelivery(StatusStore statusStore)
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = NewSignal();
    private long tried = -1;
    private string? refusal;

    /// <summary>Why the API server rejects this node's status; null while it accepts it or is unavailable.</summary>
    public string? Refusal
    {
        get
        {
            lock (gate)
                return refusal;
        }
    }

    /// <summary>Called with the cause when rejections start.</summary>
    public Action<string>? Refused { get; set; }

    /// <summary>The server accepted this version.</summary>
    public void Accept(long version) => Note(version, null);

    /// <summary>The server did not respond: whether it would accept this version is unknown.</summary>
    public void Postpone(long version) => Note(version, Refusal);

    /// <summary>The server rejected this version.</summary>
    public void Refuse(long version, string cause)
    {
        var isNew = Refusal is null;
        Note(version, cause);
        if (isNew)
            Refused?.Invoke(cause);
    }

    /// <summary>Publishes the status and waits for the attempt. Null if the server accepted it or is unavailable,
    /// otherwise why it rejected it.</summary>
    public async Task<string?> ConfirmAsync(CancellationToken cancellationToken)
    {
        var wanted = statusStore.ForcePublish();
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
                // The rejection that this waits for has also cancelled the run.
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
