namespace NodeGc.Storage.Quarantining;

/// <summary>What became of a request to put an item back.</summary>
public abstract record RestoreOutcome
{
    private RestoreOutcome() { }

    /// <summary>It is exactly where and what it was.</summary>
    /// <param name="Note">What to know or do about it; null = nothing.</param>
    public sealed record Restored(string? Note) : RestoreOutcome;

    /// <summary>It stays in the quarantine, since something else has its name now.</summary>
    /// <param name="Reason">What, and what to do.</param>
    public sealed record Refused(string Reason) : RestoreOutcome;

    /// <summary>It could not be put back and stays in the quarantine.</summary>
    /// <param name="Error">What went wrong.</param>
    public sealed record Failed(string Error) : RestoreOutcome;
}
