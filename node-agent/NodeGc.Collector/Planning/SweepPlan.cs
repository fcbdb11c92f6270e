using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;

namespace NodeGc.Collector.Planning;

/// <summary>What a sweep would and would not remove. Every candidate of the inventory is in exactly one of
/// <see cref="Items"/>, <see cref="Held"/> and the ones in use counted by <see cref="LiveCount"/>.</summary>
public sealed record SweepPlan
{
    /// <summary>The store it was made for.</summary>
    public required StoreFacts Store { get; init; }

    /// <summary>What is removed, dependents before what they need.</summary>
    public required ImmutableArray<PlanItem> Items { get; init; }

    /// <summary>Garbage that is held for now.</summary>
    public required ImmutableArray<HeldItem> Held { get; init; }

    /// <summary>Kept only because the running engine has it in memory, until the engine is stopped. Included in
    /// <see cref="LiveCount"/>.</summary>
    public ImmutableArray<HeldItem> AwaitingEngineStop { get; init; } = [];

    /// <summary>How many candidates are in use.</summary>
    public required int LiveCount { get; init; }

    /// <summary>The evidence that was checked, for every item.</summary>
    public required ImmutableArray<Evidence> Evidence { get; init; }

    /// <summary>SHA-256 over the canonical form of <see cref="Items"/>: <c>sha256:</c> and 64 hexadecimal
    /// digits.</summary>
    public required string Digest { get; init; }

    /// <summary>What is missing to the target if all items are removed and free what is expected; null without a
    /// target.</summary>
    public SpaceTarget? Missing { get; init; }

    /// <summary>The patterns of the policy that match nothing on the node.</summary>
    public ImmutableArray<UnmatchedPin> UnmatchedPins { get; init; } = [];

    /// <summary>The sum of the items' sizes.</summary>
    public Bytes Reclaimable => Bytes.Sum(Items.Select(item => item.Size));
}
