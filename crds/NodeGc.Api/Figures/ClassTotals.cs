namespace NodeGc.Api.Figures;

/// <summary>The four figures of one class.</summary>
public sealed record ClassTotals
{
    public required CollectedClass Class { get; init; }

    /// <summary>Estimate of what the plan would free.</summary>
    public Tally Reclaimable
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Unneeded, but kept for now: too young, not yet confirmed or beyond a limit.</summary>
    public Tally Held
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Moved aside and still restorable.</summary>
    public Tally Quarantined
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Deleted for good, as measured on disk.</summary>
    public Tally Reclaimed
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;
}
