namespace NodeGc.Api.Figures;

/// <summary>The four figures that never mix: an estimate, what waits, what can be restored, and what is gone.</summary>
public sealed record Totals
{
    public static Totals Zero { get; } = new();

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

    /// <summary>The sum over classes, or over nodes.</summary>
    public static Totals Sum(IEnumerable<ClassTotals> parts) => parts.Aggregate(Zero, (sum, part) => new Totals
            {
                Reclaimable = sum.Reclaimable + part.Reclaimable,
                Held = sum.Held + part.Held,
                Quarantined = sum.Quarantined + part.Quarantined,
                Reclaimed = sum.Reclaimed + part.Reclaimed,
            });
}
