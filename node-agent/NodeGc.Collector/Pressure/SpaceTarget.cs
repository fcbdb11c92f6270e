namespace NodeGc.Collector.Pressure;

/// <summary>How much to remove until enough is free.</summary>
/// <param name="Amount">How much; negative if more was removed than needed.</param>
/// <param name="KeepReason">Why the rest is kept.</param>
public sealed record SpaceTarget(Extent Amount, string KeepReason)
{
    /// <summary>Nothing more has to be removed.</summary>
    public bool IsMet => Amount.Bytes <= Bytes.Zero && Amount.Inodes <= 0;

    /// <summary>The remaining target after <paramref name="freed"/>.</summary>
    public SpaceTarget After(Extent freed) => this with { Amount = Amount - freed };
}
