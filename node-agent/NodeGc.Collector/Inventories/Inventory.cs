using System.Collections.Immutable;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Marking.Rules;

namespace NodeGc.Collector.Inventories;

/// <summary>Everything found on one store at one instant: the input of every decision.</summary>
public sealed record Inventory
{
    private ResourceGraph? graph;
    private LiveSet? alive;

    /// <summary>The store.</summary>
    public required StoreFacts Store { get; init; }

    /// <summary>When the listing of candidate directories began; roots were read after that.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>All resources; each id at most once.</summary>
    public required ImmutableArray<Resource> Resources
    {
        get;
        init => (field, graph, alive) = (value, null, null);
    }

    /// <summary>The graph of <see cref="Resources"/>, built when it is first asked for.</summary>
    public ResourceGraph Graph => graph ??= ResourceGraph.Of(Resources);

    /// <summary>What is alive, whatever is in doubt and whatever a policy keeps; marked when it is first asked for.</summary>
    public LiveSet Alive => alive ??= Marker.Mark(Graph, AliveRules.Find(Resources));

    /// <summary>The candidates that nothing alive needs, in canonical order.</summary>
    public IEnumerable<Resource> Garbage => Graph.Candidates.Where(candidate => !Alive.Contains(candidate.Id));

    /// <summary>What was not understood.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];

    /// <summary>Layers that the engine is writing now.</summary>
    public ImmutableArray<RegisterInFlight> InFlight { get; init; } = [];

    /// <summary>What is reported and stays.</summary>
    public ImmutableArray<Leftover> Leftovers { get; init; } = [];

    /// <summary>Who was asked.</summary>
    public ImmutableArray<WitnessAccount> Witnesses { get; init; } = [];
}
