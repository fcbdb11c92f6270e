using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>The output of <c>plan</c>.</summary>
public sealed record PlanDocument(
    StoreDocument Store,
    string Digest,
    AmountDocument Reclaimable,
    ImmutableArray<PlanItemDocument> Items,
    ImmutableArray<HeldDocument> Held,
    int Live,
    ImmutableArray<LeftoverDocument> Leftovers,
    ImmutableArray<DoubtDocument> Doubts,
    ImmutableArray<EvidenceDocument> Evidence
)
{
    /// <summary>If the policy has a <c>when</c>: why nothing more is removed, or what is missing although everything
    /// eligible is removed.</summary>
    public string? Enough { get; init; }

    /// <summary>Why <c>clean</c> rejects the policy; null if it does not.</summary>
    public string? CleanRefuses { get; init; }

    /// <summary>Fields of the policy that have no effect on a single host.</summary>
    public ImmutableArray<string> WithoutEffect { get; init; } = [];

    /// <summary>Patterns of the policy that match nothing on this node, such as <c>protect.images:
    /// alpine:9</c>.</summary>
    public ImmutableArray<string> UnmatchedPins { get; init; } = [];
}
