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
    ImmutableArray<WitnessDocument> Witnesses);
