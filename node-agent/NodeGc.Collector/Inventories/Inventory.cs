using System.Collections.Immutable;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Marking.Rules;

namespace NodeGc.Collector.Inventories;

/// <summary>Everything found in one store at one instant: the input of every decision.</summary>
public sealed record Inventory
{
    private ResourceGraph? graph;
    private LiveSet? alive;
    private LiveSet? held;
    private ImmutableArray<Resource>? awaitingEngineStop;
    private IReadOnlySet<Fingerprint>? taggedImages;

    /// <summary>The store.</summary>
    public required StoreFacts Store
    {
        get;
        init => (field, awaitingEngineStop) = (value, null);
    }

    /// <summary>When the listing of candidate directories began; roots were read after that.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>All resources; each id at most once.</summary>
    public required ImmutableArray<Resource> Resources
    {
        get;
        init => (field, graph, alive, held, awaitingEngineStop, taggedImages) = (value, null, null, null, null, null);
    }

    /// <summary>The graph of <see cref="Resources"/>, built on first use.</summary>
    public ResourceGraph Graph => graph ??= ResourceGraph.From(Resources);

    /// <summary>What is in use, regardless of doubts and policies; marked on first use.</summary>
    public LiveSet Alive => alive ??= Marker.Mark(Graph, AliveRules.Find(Resources));

    /// <summary>What is in use if <paramref name="released"/> are not roots. The directories that they need are still
    /// kept: the engine removes them together with what it removes, and they are never removed without it.</summary>
    internal LiveSet AliveWithout(IReadOnlySet<ResourceId> released) =>
        Marker.Mark(
            Graph,
            [.. AliveRules.Find(Resources).Where(root => !released.Contains(root.Id)), .. AliveRules.OfTheEngine(this)]
        );

    /// <summary>What is kept even if all releasable images, image names and build cache are removed: what containers,
    /// mounts and the layer store need.</summary>
    public LiveSet LiveIgnoringReleasable =>
        held ??= Marker.Mark(
            Graph,
            AliveRules
                .Find(Resources)
                .Where(root => !Releases.IsReleasable(Graph.Find(root.Id)!) || root.Id.Kind == ResourceKind.Container)
        );

    /// <summary>The directories that are kept only because a running engine has them in memory; computed on first
    /// use.</summary>
    public ImmutableArray<Resource> AwaitingEngineStop =>
        awaitingEngineStop ??= StoppedEngine.FindAwaitingEngineStop(this);

    /// <summary>The images that have a tag, by the identity that their names refer to.</summary>
    internal IReadOnlySet<Fingerprint> TaggedImages =>
        taggedImages ??= Resources
            .Where(resource =>
                resource is { Id.Kind: ResourceKind.ImageReference, EngineManaged: not null }
                && !ImageRules.IsByDigest(resource.Id.Name)
            )
            .Select(name => name.EngineManaged!.Identity)
            .ToHashSet();

    /// <summary>What the engine manages and nothing uses, in canonical order: stopped containers, images that no
    /// container needs, build cache.</summary>
    public IEnumerable<Resource> Unused =>
        Resources.Where(resource =>
            Releases.IsReleasable(resource)
            && (resource.Id.Kind == ResourceKind.Container || !LiveIgnoringReleasable.Contains(resource.Id))
        );

    /// <summary>The candidates that nothing in use needs, in canonical order.</summary>
    public IEnumerable<Resource> Garbage => Graph.Candidates.Where(candidate => !Alive.Contains(candidate.Id));

    /// <summary>What was not understood.</summary>
    public ImmutableArray<Doubt> Doubts { get; init; } = [];

    /// <summary>Layers being written by the engine.</summary>
    public ImmutableArray<RegisterInFlight> InFlight { get; init; } = [];

    /// <summary>What is reported and kept.</summary>
    public ImmutableArray<Leftover> Leftovers { get; init; } = [];

    /// <summary>Who was asked.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];
}
