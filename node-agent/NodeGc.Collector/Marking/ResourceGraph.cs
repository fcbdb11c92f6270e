using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>An inventory's resources by id, with their edges in canonical order, so that no result depends on the order of input.</summary>
public sealed class ResourceGraph
{
    private readonly Dictionary<ResourceId, Resource> resources;

    private ResourceGraph(Dictionary<ResourceId, Resource> resources) => this.resources = resources;

    /// <summary>All resources.</summary>
    public IReadOnlyCollection<Resource> Resources => resources.Values;

    /// <summary>The resources that a plan may name, in canonical order.</summary>
    public ImmutableArray<Resource> Candidates =>
        [.. resources.Values.Where(resource => resource.IsCandidate).OrderBy(resource => resource.Id)];

    /// <summary>Builds the graph; where one id occurs more than once, the edges add up.</summary>
    public static ResourceGraph Of(IEnumerable<Resource> resources)
    {
        var byId = new Dictionary<ResourceId, Resource>();
        foreach (var resource in resources)
            byId[resource.Id] = byId.TryGetValue(resource.Id, out var known) ? Merge(known, resource) : resource;
        return new ResourceGraph(byId);
    }

    /// <summary>The resource, or null where something needs what is not there.</summary>
    public Resource? Find(ResourceId id) => resources.GetValueOrDefault(id);

    /// <summary>What <paramref name="id"/> needs, in canonical order.</summary>
    public IEnumerable<ResourceId> NeedsOf(ResourceId id) =>
        resources.TryGetValue(id, out var resource) ? resource.Needs.Order() : [];

    private static Resource Merge(Resource one, Resource other) => one with
    {
        Needs = [.. one.Needs.Union(other.Needs)],
        Title = one.Title.Length > 0 ? one.Title : other.Title,
        Labels = one.Labels.SetItems(other.Labels),
        Directory = one.Directory ?? other.Directory,
        Volume = one.Volume ?? other.Volume,
    };
}
