using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Accounting;

/// <summary>
/// Determines the part of each layer directory. The engine accounts for the directories that its own records name: one
/// that is only referenced by another layer's <c>lower</c> file is needed, but not counted.
/// </summary>
internal sealed class LayerParts
{
    private readonly HashSet<ResourceId> written;
    private readonly HashSet<ResourceId> ofImages;
    private readonly HashSet<ResourceId> ofBuildCache;
    private readonly Reached images;
    private readonly Reached buildCache;
    private readonly Reached containers;
    private readonly Reached layerStore;

    public LayerParts(ResourceGraph graph, StoreFacts store)
    {
        bool HasContainer(Resource mount) =>
            graph.Find(new ResourceId(ResourceKind.Container, mount.Id.Name)) is not null;
        images = Reached.From(graph, resource => resource.Id.Kind is ResourceKind.Image or ResourceKind.ImageReference);
        buildCache = Reached.From(graph, resource => resource.Id.Kind == ResourceKind.BuildCacheRecord);
        containers = Reached.From(graph, resource => resource.Id.Kind == ResourceKind.Container);
        layerStore = Reached.From(graph, resource => resource.Id.Kind is ResourceKind.Layer or ResourceKind.LayerMount);
        written = DirectoriesOf(graph, resource =>
            resource.Id.Kind == ResourceKind.LayerMount && HasContainer(resource)
        );
        written.UnionWith(NamedAfterContainers(graph, store.Driver));
        ofImages = DirectoriesOf(graph, resource =>
            (resource.Id.Kind == ResourceKind.Layer && images.Contains(resource.Id))
            || (store.ReusesNames && resource.Id.Kind == ResourceKind.Image)
        );
        ofBuildCache = DirectoriesOf(graph, resource =>
            resource.Id.Kind == ResourceKind.BuildCacheRecord
            || (resource.Id.Kind == ResourceKind.Layer && buildCache.Contains(resource.Id))
        );
    }

    /// <summary>The part of a layer directory, and whether the engine accounts for it.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="isAlive">Something in use needs it, if only a mount or a process.</param>
    public (StorePart Part, bool IsAccountedFor) Of(ResourceId directory, bool isAlive) =>
        written.Contains(directory) ? (StorePart.ContainerLayers, true)
        : images.Contains(directory) ? (StorePart.ImageLayers, ofImages.Contains(directory))
        : buildCache.Contains(directory) ? (StorePart.BuildCache, ofBuildCache.Contains(directory))
        : containers.Contains(directory) ? (StorePart.ImageLayers, false)
        : layerStore.Contains(directory) ? (StorePart.UnreferencedLayers, false)
        : isAlive ? (StorePart.Unexplained, false)
        : (StorePart.OrphanedLayers, false);

    private static HashSet<ResourceId> DirectoriesOf(ResourceGraph graph, Func<Resource, bool> isOwner) =>
        [
            .. graph
                .Resources.Where(isOwner)
                .SelectMany(owner => owner.Needs)
                .Where(id => id.Kind == ResourceKind.LayerDirectory),
        ];

    /// <summary>Before 1.10, and in stores upgraded from then, a container's directories have its own name.</summary>
    private static IEnumerable<ResourceId> NamedAfterContainers(ResourceGraph graph, string driver) =>
        from container in graph.Resources
        where container.Id.Kind == ResourceKind.Container
        from name in new[] { container.Id.Name, $"{container.Id.Name}-init" }
        select ResourceId.LayerDirectory(driver, name);
}
