using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Accounting;

/// <summary>What a store holds of one class of garbage, whatever a policy says: the questions of <c>docker system
/// df</c>.</summary>
/// <param name="Class">The class.</param>
/// <param name="Total">All of it, each byte counted once.</param>
/// <param name="InUse">What of it is in use.</param>
/// <param name="Reclaimable">What removing everything else would free; null if unknown.</param>
public sealed record ClassHolding(CleanupClass Class, Holding Total, Holding InUse, Bytes? Reclaimable)
{
    /// <summary>What is not in use.</summary>
    public Holding Unused => new(Total.Items - InUse.Items, Total.Bytes - InUse.Bytes);

    /// <summary>For images, how many are untagged with nothing built on them; null for other classes.</summary>
    public int? Dangling { get; init; }
}
