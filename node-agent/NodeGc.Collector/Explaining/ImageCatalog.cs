using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>All images of a store: their directories, what they share, and what uses them.</summary>
public sealed class ImageCatalog
{
    private readonly Dictionary<ResourceId, ImageSummary> images;
    private readonly ImageUse use;

    private ImageCatalog(
        Dictionary<ResourceId, ImageSummary> images,
        ImageUse use,
        ResourceGraph graph,
        bool isReadElsewhere
    )
    {
        (this.images, this.use) = (images, use);
        Images =
        [
            .. images
                .Values.OrderBy(image => image.Kind)
                .ThenBy(image => image.Name, StringComparer.Ordinal)
                .ThenBy(image => image.Image.Id),
        ];
        Total = isReadElsewhere ? null : DirectorySizes.Sum(use.Directories.Select(graph.Find).OfType<Resource>());
    }

    /// <summary>All images: those with tags first, by name, then by id.</summary>
    public ImmutableArray<ImageSummary> Images { get; }

    /// <summary>Allocated bytes of all directories that images need, each counted once; null if one was not
    /// measured.</summary>
    public Bytes? Total { get; }

    /// <summary>Reads the images out of an inventory.</summary>
    public static ImageCatalog From(Inventory inventory) =>
        From(inventory.Graph, inventory.Store.KeepsImagesInContainerd);

    /// <param name="graph">What was found.</param>
    /// <param name="isReadElsewhere">The layers are stored elsewhere and not read: sizes are unknown, not zero.</param>
    internal static ImageCatalog From(ResourceGraph graph, bool isReadElsewhere = false)
    {
        var images = new ImageReader(graph).Read(out var use);
        if (isReadElsewhere)
            images = images.Select(image => image with { Size = null, Shared = null, Unique = null, Own = null });
        return new ImageCatalog(images.ToDictionary(image => image.Image.Id), use, graph, isReadElsewhere);
    }

    /// <summary>The image, or null if none has that id.</summary>
    public ImageSummary? Find(ResourceId id) => images.GetValueOrDefault(id);

    /// <summary>The images that need a layer directory, in canonical order.</summary>
    public ImmutableArray<ResourceId> ImagesOn(ResourceId directory) => use.ImagesOn(directory);
}
