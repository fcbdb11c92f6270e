using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Arranges layers as a tree, so that layers shared by images appear once.</summary>
public sealed class LayerTree
{
    private readonly ResourceGraph graph;
    private readonly ImageCatalog catalog;
    private readonly Dictionary<ResourceId, ResourceId?> parents = [];
    private readonly Dictionary<ResourceId, Resource> directories = [];
    private readonly ILookup<ResourceId, ImageSummary> images;
    private readonly ILookup<ResourceId, Resource> containers;
    private readonly ILookup<ResourceId, Resource> records;

    private LayerTree(ResourceGraph graph)
    {
        this.graph = graph;
        catalog = ImageCatalog.From(graph);
        foreach (var layer in graph.Resources.Where(resource => resource.Id.Kind == ResourceKind.Layer))
            AddLayer(layer);
        foreach (var image in catalog.Images)
            AddStack(image.Directories);
        images = catalog.Images.Where(image => TopOf(image) is not null).ToLookup(image => TopOf(image)!.Value);
        containers = List(ResourceKind.Container).ToLookup(container => BelowOf(container) ?? default);
        records = List(ResourceKind.BuildCacheRecord)
            .SelectMany(record => record.Needs.Where(parents.ContainsKey), (record, need) => (record, need))
            .ToLookup(pair => pair.need, pair => pair.record);
    }

    /// <summary>All layers known to the engine, each listed after the one below it.</summary>
    public static ImmutableArray<LayerNode> Build(Inventory inventory)
    {
        var tree = new LayerTree(inventory.Graph);
        var forest = new Forest([.. tree.parents.Keys.Order()], id => tree.parents[id]);
        return [.. forest.Walk().Select(node => tree.NodeOf(node.Id, node.Depth))];
    }

    private LayerNode NodeOf(ResourceId id, int depth) =>
        new(
            graph.Find(id) ?? new Resource(id),
            directories.GetValueOrDefault(id),
            depth,
            [.. images[id]],
            [.. containers[id]],
            [.. records[id]]
        );

    private void AddLayer(Resource layer)
    {
        parents[layer.Id] = FirstNeed(layer, ResourceKind.Layer);
        if (FirstNeed(layer, ResourceKind.LayerDirectory) is { } directory)
            directories[layer.Id] = graph.Find(directory) ?? new Resource(directory);
    }

    /// <summary>Before Docker 1.10 images are their own layers: their directories represent them.</summary>
    private void AddStack(ImmutableArray<StackedDirectory> stack)
    {
        var old = stack
            .Where(entry => entry is { Layer: null, Position: not null })
            .Select(entry => entry.Directory)
            .ToList();
        for (var index = 0; index < old.Count; index++)
        {
            parents[old[index].Id] = index + 1 < old.Count ? old[index + 1].Id : null;
            directories[old[index].Id] = old[index];
        }
    }

    private static ResourceId? TopOf(ImageSummary image) =>
        image.Directories.FirstOrDefault(entry => entry.Position is not null) is { } top
            ? (top.Layer ?? top.Directory).Id
            : null;

    /// <summary>What a container's own directories are based on.</summary>
    private ResourceId? BelowOf(Resource container)
    {
        if (FirstNeed(container, ResourceKind.LayerMount) is { } mount && graph.Find(mount) is { } known)
            return FirstNeed(known, ResourceKind.Layer);
        return FirstNeed(container, ResourceKind.Image) is { } image && catalog.Find(image) is { } summary
            ? TopOf(summary)
            : null;
    }

    private IEnumerable<Resource> List(ResourceKind kind) =>
        graph.Resources.Where(resource => resource.Id.Kind == kind).OrderBy(resource => resource.Id);

    private static ResourceId? FirstNeed(Resource resource, ResourceKind kind) =>
        resource.Needs.Where(need => need.Kind == kind).Select(need => (ResourceId?)need).FirstOrDefault();
}
