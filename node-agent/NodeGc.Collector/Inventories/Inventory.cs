using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>Everything found on one store at one instant: the input of every decision.</summary>
public sealed record Inventory
{
    /// <summary>The store.</summary>
    public required StoreFacts Store { get; init; }

    /// <summary>When the listing of candidate directories began; roots were read after that.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>All resources; each id at most once.</summary>
    public required ImmutableArray<Resource> Resources { get; init; }

    /// <summary>What was not understood.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];

    /// <summary>Layers that the engine is writing now.</summary>
    public ImmutableArray<RegisterInFlight> InFlight { get; init; } = [];

    /// <summary>What is reported and stays.</summary>
    public ImmutableArray<Leftover> Leftovers { get; init; } = [];

    /// <summary>Who was asked.</summary>
    public ImmutableArray<WitnessAccount> Witnesses { get; init; } = [];
}
