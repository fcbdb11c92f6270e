using NodeGc.Collector.Inventories;

namespace NodeGc.Removal.Sweeping;

/// <summary>The outcome of a plan item.</summary>
public abstract record ItemOutcome
{
    private ItemOutcome() { }

    /// <summary>It is in the quarantine.</summary>
    /// <param name="Place">Where, relative to the data root.</param>
    /// <param name="ExpiresAt">Until when it can be restored.</param>
    public sealed record Quarantined(string Place, DateTimeOffset ExpiresAt) : ItemOutcome;

    /// <summary>It was permanently deleted.</summary>
    public sealed record Deleted : ItemOutcome;

    /// <summary>It is in use now; not removed.</summary>
    /// <param name="Reason">By what.</param>
    public sealed record NowInUse(string Reason) : ItemOutcome;

    /// <summary>It changed since the plan was made; not removed.</summary>
    /// <param name="Found">The identity now at its path; null if nothing is there.</param>
    public sealed record Changed(Fingerprint? Found) : ItemOutcome;

    /// <summary>In use according to the engine; not removed.</summary>
    public sealed record InUse : ItemOutcome;

    /// <summary>It could not be removed; it is where it was unless the error says otherwise.</summary>
    /// <param name="Error">What went wrong, where, and how to fix it.</param>
    public sealed record Failed(string Error) : ItemOutcome;

    /// <summary>A limit of the run was reached before it; kept until the next run.</summary>
    /// <param name="Limit">Which limit.</param>
    public sealed record LimitReached(string Limit) : ItemOutcome;

    /// <summary>The run ended gracefully before it; kept until the next run.</summary>
    /// <param name="Reason">Why the run ended.</param>
    public sealed record Skipped(string Reason) : ItemOutcome;
}
