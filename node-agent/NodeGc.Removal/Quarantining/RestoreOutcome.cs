namespace NodeGc.Removal.Quarantining;

/// <summary>The outcome of restoring an item.</summary>
public abstract record RestoreOutcome
{
    private RestoreOutcome() { }

    /// <summary>It is restored exactly.</summary>
    /// <param name="Note">A note for the user, if any.</param>
    public sealed record Restored(string? Note) : RestoreOutcome;

    /// <summary>It is kept in the quarantine, since something else has its name now.</summary>
    /// <param name="Reason">Why, and how to fix it.</param>
    public sealed record Refused(string Reason) : RestoreOutcome;

    /// <summary>It could not be restored and is kept in the quarantine.</summary>
    /// <param name="Error">What went wrong.</param>
    public sealed record Failed(string Error) : RestoreOutcome;
}
