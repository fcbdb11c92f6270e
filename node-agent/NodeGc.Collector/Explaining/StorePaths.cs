using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Finds the resource that a path below the data root belongs to.</summary>
internal sealed class StorePaths
{
    private readonly ResourceGraph graph;
    private readonly Dependents dependents;
    private readonly Dictionary<string, List<Resource>> places = new(StringComparer.Ordinal);

    public StorePaths(ResourceGraph graph, Dependents dependents)
    {
        (this.graph, this.dependents) = (graph, dependents);
        foreach (var candidate in graph.Candidates)
        foreach (
            var place in (string[])
                [candidate.Directory!.Path, .. candidate.Directory.RelatedPaths, .. candidate.Directory.Links]
        )
            Add(place, candidate);
    }

    /// <summary>The resources whose directory, related path or link is at or nearest above the path; else those whose
    /// metadata is there.</summary>
    public ImmutableArray<Resource> Find(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOf('/'))])
            if (places.TryGetValue(at, out var found))
                return [.. found.OrderBy(resource => resource.Id)];
        return MetadataPath.Find(path) is { } owner ? [.. ResourcesOf(owner).OrderBy(resource => resource.Id)] : [];
    }

    private IEnumerable<Resource> ResourcesOf(MetadataPath owner)
    {
        var ids = owner
            .Kinds.Select(kind => new ResourceId(kind, owner.Name))
            .Where(id => graph.Find(id) is not null || dependents.IsNeeded(id));
        return ids.Select(id => graph.Find(id) ?? new Resource(id) { Title = $"{id.Name} (missing)" });
    }

    private void Add(string place, Resource candidate)
    {
        if (!places.TryGetValue(place, out var known))
            places.Add(place, known = []);
        known.Add(candidate);
    }
}
