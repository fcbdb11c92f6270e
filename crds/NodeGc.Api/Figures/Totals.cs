namespace NodeGc.Api.Figures;

/// <summary>The four figures, which never overlap: estimated, held, restorable and freed.</summary>
public sealed record Totals
{
    public static Totals Zero { get; } = new();

    /// <summary>Estimated space that the plan would free.</summary>
    public Tally Reclaimable
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Unused but not removed yet: too young, not yet confirmed, or beyond a limit.</summary>
    public Tally Held
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Quarantined and still restorable.</summary>
    public Tally Quarantined
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Permanently deleted, as measured on disk.</summary>
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
