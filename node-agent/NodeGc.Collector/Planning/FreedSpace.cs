using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Planning;

/// <summary>
/// What each removal frees. A directory frees itself. What the engine removes frees the layer directories that nothing
/// needs any longer: they count for the last item that needed them, since the engine deletes them only after that.
/// </summary>
internal sealed class FreedSpace
{
    private readonly ResourceGraph graph;
    private readonly HashSet<ResourceId> counted;
    private readonly Dictionary<ResourceId, Extent?> ofKnown = [];

    private FreedSpace(ResourceGraph graph, HashSet<ResourceId> counted) =>
        (this.graph, this.counted) = (graph, counted);

    /// <summary>For all garbage in the order of its removal, while <paramref name="kept"/> is kept.</summary>
    public static FreedSpace From(IReadOnlyList<Resource> ordered, LiveSet kept, ResourceGraph graph)
    {
        if (ordered.All(resource => resource.EngineManaged is null))
            return new FreedSpace(graph, []);
        var owners = graph.Resources.Where(resource => kept.Contains(resource.Id) && !IsOwned(resource.Id.Kind));
        var freed = new FreedSpace(
            graph,
            [.. ordered.Where(resource => resource.Directory is not null).Select(resource => resource.Id)]
        );
        foreach (var owner in owners)
            freed.Count(owner.Id);
        foreach (var resource in ordered.Reverse().Where(resource => resource.EngineManaged is not null))
            freed.ofKnown[resource.Id] = freed.Count(resource.Id);
        return freed;
    }

    /// <summary>What the removal of <paramref name="resource"/> frees; null if part of it was not measured.</summary>
    public Extent? Find(Resource resource) =>
        resource switch
        {
            { Directory: { } directory } => ExtentOf(directory),
            { EngineManaged.Size: { } size } => new Extent(size, ofKnown.GetValueOrDefault(resource.Id)?.Inodes ?? 0),
            _ => ofKnown.GetValueOrDefault(resource.Id),
        };

    private static Extent? ExtentOf(DirectoryFacts? directory) =>
        directory?.Size is { } size ? new Extent(size, directory.Inodes ?? 0) : null;

    /// <summary>What the layer store keeps for others and removes with them.</summary>
    private static bool IsOwned(ResourceKind kind) =>
        kind is ResourceKind.Layer or ResourceKind.LayerMount or ResourceKind.LayerDirectory or ResourceKind.Volume;

    /// <summary>The directories that <paramref name="from"/> needs and that were not counted yet.</summary>
    private Extent? Count(ResourceId from)
    {
        Extent? sum = Extent.Zero;
        var open = new Stack<ResourceId>([from]);
        while (open.TryPop(out var id))
        {
            if (!counted.Add(id))
                continue;
            if (graph.Find(id) is not { } resource)
                continue;
            if (resource.Id.Kind == ResourceKind.LayerDirectory)
                sum = ExtentOf(resource.Directory) is { } extent && sum is { } so ? so + extent : null;
            foreach (var need in resource.Needs.Where(need => need.Kind != ResourceKind.Volume))
                open.Push(need);
        }
        return sum;
    }
}
