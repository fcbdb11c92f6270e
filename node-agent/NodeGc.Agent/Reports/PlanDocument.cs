using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What <c>plan</c> prints.</summary>
public sealed record PlanDocument(
    StoreDocument Store,
    string Digest,
    AmountDocument Reclaimable,
    ImmutableArray<PlanItemDocument> Items,
    ImmutableArray<HeldDocument> Held,
    int Live,
    ImmutableArray<LeftoverDocument> Leftovers,
    ImmutableArray<DoubtDocument> Doubts,
    ImmutableArray<WitnessDocument> Witnesses)
{
    /// <summary>Where the policy has a <c>when</c>: why no more goes, or what is missing although all goes that may.</summary>
    public string? Enough { get; init; }
}
