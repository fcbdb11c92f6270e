using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;

namespace NodeGc.Collector.Planning;

/// <summary>What a sweep would remove and what it would not, as a value. Every candidate of the inventory is in exactly
/// one of <see cref="Items"/>, <see cref="Held"/> and the live ones counted by <see cref="LiveCount"/>.</summary>
public sealed record SweepPlan
{
    /// <summary>The store it was made for.</summary>
    public required StoreFacts Store { get; init; }

    /// <summary>What goes, dependents before what they need.</summary>
    public required ImmutableArray<PlanItem> Items { get; init; }

    /// <summary>Garbage that stays for now.</summary>
    public required ImmutableArray<HeldItem> Held { get; init; }

    /// <summary>Alive only because the running engine remembers it: it waits for a stopped one. Counted among the live
    /// ones.</summary>
    public ImmutableArray<HeldItem> Waiting { get; init; } = [];

    /// <summary>How many candidates are alive.</summary>
    public required int LiveCount { get; init; }

    /// <summary>Who was asked; holds for every item.</summary>
    public required ImmutableArray<WitnessAccount> Witnesses { get; init; }

    /// <summary>SHA-256 over the canonical form of <see cref="Items"/>: <c>sha256:</c> and 64 hexadecimal
    /// digits.</summary>
    public required string Digest { get; init; }

    /// <summary>What would still have to go for enough to be free, if all items went and freed what is expected; null
    /// where all goes that may.</summary>
    public Shortage? Missing { get; init; }

    /// <summary>The patterns of the policy that match nothing on the node.</summary>
    public ImmutableArray<UnmatchedPin> UnmatchedPins { get; init; } = [];

    /// <summary>The sum of the items' sizes.</summary>
    public Bytes Reclaimable => Bytes.Sum(Items.Select(item => item.Size));
}
