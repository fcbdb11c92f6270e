using NodeGc.Collector.Accounting;

namespace NodeGc.Collector.Pressure;

/// <summary>What has to go until enough is free.</summary>
/// <param name="Amount">How much; what has gone beyond need makes it less than nothing.</param>
/// <param name="WhyNoMore">Why the rest stays, in a sentence.</param>
public sealed record Shortage(Extent Amount, string WhyNoMore)
{
    /// <summary>Nothing more has to go.</summary>
    public bool IsMet => Amount.Bytes <= Bytes.Zero && Amount.Inodes <= 0;

    /// <summary>What is left once <paramref name="freed"/> has gone.</summary>
    public Shortage Less(Extent freed) => this with { Amount = Amount - freed };
}
