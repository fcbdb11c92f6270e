using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>Everything found in one store at one instant: the input of every decision.</summary>
public sealed record Inventory
{
    private ResourceGraph? graph;

    /// <summary>The store.</summary>
    public required StoreFacts Store { get; init; }

    /// <summary>When the listing of candidate directories began; roots were read after that.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>All resources; each id at most once.</summary>
    public required ImmutableArray<Resource> Resources
    {
        get;
        init => (field, graph) = (value, null);
    }

    /// <summary>The graph of <see cref="Resources"/>, built on first use.</summary>
    public ResourceGraph Graph => graph ??= ResourceGraph.From(Resources);

    /// <summary>What was not understood.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];

    /// <summary>Layers being written by the engine.</summary>
    public ImmutableArray<RegisterInFlight> InFlight { get; init; } = [];

    /// <summary>What is reported and kept.</summary>
    public ImmutableArray<Leftover> Leftovers { get; init; } = [];

    /// <summary>Who was asked.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];
}
