using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Sweeping;

/// <summary>What became of a plan item.</summary>
public abstract record ItemOutcome
{
    private ItemOutcome() { }

    /// <summary>It lies in the quarantine.</summary>
    /// <param name="Place">Where, relative to the data root.</param>
    /// <param name="ExpiresAt">Until when it can be restored.</param>
    public sealed record Quarantined(string Place, DateTimeOffset ExpiresAt) : ItemOutcome;

    /// <summary>It is gone for good.</summary>
    public sealed record Deleted : ItemOutcome;

    /// <summary>Somebody needs it now; it stays.</summary>
    /// <param name="Reason">Who.</param>
    public sealed record CameAlive(string Reason) : ItemOutcome;

    /// <summary>Something else has its name now, and stays.</summary>
    /// <param name="Found">What has the name; null where nothing has.</param>
    public sealed record Changed(Fingerprint? Found) : ItemOutcome;

    /// <summary>The engine says that a container uses it; it stays.</summary>
    public sealed record InUse : ItemOutcome;

    /// <summary>It could not be removed; it is where it was unless the error says otherwise.</summary>
    /// <param name="Error">What went wrong, where, and what to do.</param>
    public sealed record Failed(string Error) : ItemOutcome;

    /// <summary>A limit of the run came first; it stays until the next run.</summary>
    /// <param name="Limit">Which limit.</param>
    public sealed record LimitReached(string Limit) : ItemOutcome;

    /// <summary>The run ended before it, in order; it stays until the next run.</summary>
    /// <param name="Reason">Why the run ended.</param>
    public sealed record NotReached(string Reason) : ItemOutcome;
}
