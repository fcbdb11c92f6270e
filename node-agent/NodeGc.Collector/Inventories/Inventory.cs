using System.Collections.Immutable;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Marking.Rules;

namespace NodeGc.Collector.Inventories;

/// <summary>Everything found on one store at one instant: the input of every decision.</summary>
public sealed record Inventory
{
    private ResourceGraph? graph;
    private LiveSet? alive;
    private LiveSet? held;
    private ImmutableArray<Resource>? waiting;
    private IReadOnlySet<Fingerprint>? taggedImages;

    /// <summary>The store.</summary>
    public required StoreFacts Store
    {
        get;
        init => (field, waiting) = (value, null);
    }

    /// <summary>When the listing of candidate directories began; roots were read after that.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>All resources; each id at most once.</summary>
    public required ImmutableArray<Resource> Resources
    {
        get;
        init => (field, graph, alive, held, waiting, taggedImages) = (value, null, null, null, null, null);
    }

    /// <summary>The graph of <see cref="Resources"/>, built when it is first asked for.</summary>
    public ResourceGraph Graph => graph ??= ResourceGraph.Of(Resources);

    /// <summary>What is alive, whatever is in doubt and whatever a policy keeps; marked when it is first asked
    /// for.</summary>
    public LiveSet Alive => alive ??= Marker.Mark(Graph, AliveRules.Find(Resources));

    /// <summary>What is alive when <paramref name="released"/> are no roots. The directories that they need are not let
    /// go with them: whatever the engine removes, it removes with its directories, and none of these goes behind its
    /// back.</summary>
    internal LiveSet AliveWithout(IReadOnlySet<ResourceId> released) =>
        Marker.Mark(
            Graph,
            [.. AliveRules.Find(Resources).Where(root => !released.Contains(root.Id)), .. AliveRules.OfTheEngine(this)]
        );

    /// <summary>What stays even if every image, every name of one and all build cache that is not at work were let go:
    /// what containers, mounts and the layer store need.</summary>
    public LiveSet Held =>
        held ??= Marker.Mark(
            Graph,
            AliveRules
                .Find(Resources)
                .Where(root => !Releases.IsReleasable(Graph.Find(root.Id)!) || root.Id.Kind == ResourceKind.Container)
        );

    /// <summary>The directories that are alive only because a running engine remembers them; found when it is first
    /// asked for.</summary>
    public ImmutableArray<Resource> Waiting => waiting ??= StoppedEngine.FindWaiting(this);

    /// <summary>The images that have a tag, by what their names stand for.</summary>
    internal IReadOnlySet<Fingerprint> TaggedImages =>
        taggedImages ??= Resources
            .Where(resource =>
                resource is { Id.Kind: ResourceKind.ImageReference, Known: not null }
                && !ImageRules.IsByDigest(resource.Id.Name)
            )
            .Select(name => name.Known!.Identity)
            .ToHashSet();

    /// <summary>What the engine knows and nobody uses, in canonical order: containers that do not run, images that no
    /// container needs, build cache.</summary>
    public IEnumerable<Resource> Unused =>
        Resources.Where(resource =>
            Releases.IsReleasable(resource)
            && (resource.Id.Kind == ResourceKind.Container || !Held.Contains(resource.Id))
        );

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
