namespace NodeGc.Api.Figures;

/// <summary>The four figures: estimated, held, restorable and freed. The estimate is not reduced when the plan is
/// carried out, so it overlaps with what was quarantined and reclaimed.</summary>
public sealed record Totals
{
    public static Totals Zero { get; } = new();

    /// <summary>Estimated space that the plan frees. Not reduced when it is carried out.</summary>
    public Tally Reclaimable
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Unused, but not removed yet: below the minimum age, not confirmed yet, beyond a limit, protected by a
    /// pin, of a class with mode Report, or awaiting the stop of the engine.</summary>
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
