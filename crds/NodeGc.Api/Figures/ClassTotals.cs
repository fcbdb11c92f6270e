namespace NodeGc.Api.Figures;

/// <summary>The four figures of one class.</summary>
public sealed record ClassTotals
{
    public required CollectedClass Class { get; init; }

    /// <summary>Estimate of what the plan would free.</summary>
    public Tally Reclaimable { get => field ?? Tally.Zero; init; }

    /// <summary>Unneeded, but kept for now: too young, not yet confirmed or beyond a limit.</summary>
    public Tally Held { get => field ?? Tally.Zero; init; }

    /// <summary>Moved aside and still restorable.</summary>
    public Tally Quarantined { get => field ?? Tally.Zero; init; }

    /// <summary>Deleted for good, as measured on disk.</summary>
    public Tally Reclaimed { get => field ?? Tally.Zero; init; }
}
