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
    ImmutableArray<WitnessDocument> Witnesses
)
{
    /// <summary>Where the policy has a <c>when</c>: why no more goes, or what is missing although all goes that
    /// may.</summary>
    public string? Enough { get; init; }

    /// <summary>Why <c>clean</c> does not carry the policy out; null where it does.</summary>
    public string? CleanRefuses { get; init; }

    /// <summary>What of the policy has no effect on one host.</summary>
    public ImmutableArray<string> WithoutEffect { get; init; } = [];

    /// <summary>Patterns of the policy that match nothing on this node, as <c>protect.images: alpine:9</c>: they
    /// protect nothing here.</summary>
    public ImmutableArray<string> UnmatchedPins { get; init; } = [];
}
