namespace NodeGc.Api.Figures;

/// <summary>The four figures of one class.</summary>
public sealed record ClassTotals
{
    public required CollectedClass Class { get; init; }

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
}
