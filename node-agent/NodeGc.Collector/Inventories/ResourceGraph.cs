using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>An inventory's resources by id, with their edges in canonical order, so that no result depends on the order
/// of input.</summary>
public sealed class ResourceGraph
{
    private readonly Dictionary<ResourceId, Resource> resources;

    private ResourceGraph(Dictionary<ResourceId, Resource> resources)
    {
        this.resources = resources;
        Candidates = [.. resources.Values.Where(resource => resource.IsCandidate).OrderBy(resource => resource.Id)];
    }

    /// <summary>All resources.</summary>
    public IReadOnlyCollection<Resource> Resources => resources.Values;

    /// <summary>The resources that a plan may include, in canonical order.</summary>
    public ImmutableArray<Resource> Candidates { get; }

    /// <summary>The images that have a tag, by the identity that their names refer to; computed on first use.</summary>
    public IReadOnlySet<Fingerprint> TaggedImages =>
        field ??= resources
            .Values.Where(resource =>
                resource is { Id.Kind: ResourceKind.ImageReference, EngineManaged: not null }
                && !ImageNames.IsByDigest(resource.Id.Name)
            )
            .Select(name => name.EngineManaged!.Identity)
            .ToHashSet();

    /// <summary>Builds the graph; edges of resources with the same id are merged.</summary>
    public static ResourceGraph From(IEnumerable<Resource> resources)
    {
        var byId = new Dictionary<ResourceId, Resource>(resources.TryGetNonEnumeratedCount(out var count) ? count : 0);
        foreach (var resource in resources)
            byId[resource.Id] = Canonical(
                byId.TryGetValue(resource.Id, out var known) ? Merge(known, resource) : resource
            );
        return new ResourceGraph(byId);
    }

    /// <summary>The resource, or null if it does not exist.</summary>
    public Resource? Find(ResourceId id) => resources.GetValueOrDefault(id);

    /// <summary>What <paramref name="id"/> needs, each once, in canonical order.</summary>
    public ImmutableArray<ResourceId> NeedsOf(ResourceId id) => Find(id)?.Needs ?? [];

    private static Resource Merge(Resource one, Resource other) =>
        one with
        {
            Needs = one.Needs.AddRange(other.Needs),
            Title = one.Title.Length > 0 ? one.Title : other.Title,
            GivenName = one.GivenName ?? other.GivenName,
            Labels = one.Labels.SetItems(other.Labels),
            Directory = one.Directory ?? other.Directory,
            EngineSize = one.EngineSize ?? other.EngineSize,
            Volume = one.Volume ?? other.Volume,
            EngineManaged = one.EngineManaged ?? other.EngineManaged,
            IsSubsumed = one.IsSubsumed && other.IsSubsumed,
        };

    private static Resource Canonical(Resource resource) =>
        resource.Needs.Length < 2 ? resource : resource with { Needs = EachOnce(resource.Needs.Sort()) };

    private static ImmutableArray<ResourceId> EachOnce(ImmutableArray<ResourceId> sorted)
    {
        var isRepeated = false;
        for (var index = 1; index < sorted.Length; index++)
            isRepeated |= sorted[index] == sorted[index - 1];
        return isRepeated ? [.. sorted.Distinct()] : sorted;
    }
}
