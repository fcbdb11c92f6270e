using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Collects the images of a graph.</summary>
internal sealed class ImageReader
{
    private readonly ResourceGraph graph;
    private readonly ImmutableArray<Resource> images;
    private readonly Dictionary<ResourceId, ImmutableArray<StackedDirectory>> stacks;
    private readonly ILookup<ResourceId, string> references;
    private readonly ILookup<ResourceId, Resource> containers;
    private readonly HashSet<ResourceId> parents;

    public ImageReader(ResourceGraph graph)
    {
        this.graph = graph;
        images =
        [
            .. graph
                .Resources.Where(resource => resource.Id.Kind == ResourceKind.Image)
                .OrderBy(resource => resource.Id),
        ];
        var layerStacks = new LayerStacks(graph);
        stacks = images.ToDictionary(image => image.Id, image => layerStacks.Of(image.Id));
        references = Needing(ResourceKind.ImageReference).ToLookup(pair => pair.Image, pair => pair.By.Id.Name);
        containers = Needing(ResourceKind.Container).ToLookup(pair => pair.Image, pair => pair.By);
        parents = [.. images.Select(ParentOf).OfType<ResourceId>()];
    }

    /// <summary>All images, and which of them need which directory.</summary>
    public IEnumerable<ImageSummary> Read(out ImageUse use)
    {
        var family = new Forest([.. images.Select(image => image.Id)], id => ParentOf(graph.Find(id)!));
        var known = use = new ImageUse(stacks);
        var sharing = new Sharing(known, family);
        var steps = new OwnIntermediates(
            images.Select(image => image.Id).Where(id => KindOf(id) != ImageKind.Intermediate),
            family.AncestorsOf,
            IsOnlyAStep
        );
        return images.Select(image =>
            Summarize(
                image,
                directory => known.ImagesOn(directory).All(other => steps.IsPartOf(other, image.Id)),
                sharing
            )
        );
    }

    private bool IsOnlyAStep(ResourceId image) =>
        KindOf(image) == ImageKind.Intermediate && !references[image].Any() && !containers[image].Any();

    private ImageSummary Summarize(Resource image, Func<ResourceId, bool> isUnique, Sharing sharing)
    {
        var directories = stacks[image.Id];
        var own = OwnOf(image);
        ImmutableArray<StackedDirectory> unique = [.. directories.Where(directory => isUnique(directory.Directory.Id))];
        return new ImageSummary
        {
            Image = image,
            Kind = KindOf(image.Id),
            References =
            [
                .. references[image.Id]
                    .OrderByDescending(Names.IsTag)
                    .ThenBy(reference => reference, StringComparer.Ordinal),
            ],
            Parent = ParentOf(image),
            Directories = directories,
            OwnDirectories = own,
            UniqueDirectories = unique,
            Containers =
            [
                .. containers[image.Id]
                    .OrderBy(container => container.Title, StringComparer.Ordinal)
                    .ThenBy(container => container.Id),
            ],
            Size = Sum(directories),
            Shared = Sum(directories.Where(directory => !isUnique(directory.Directory.Id))),
            Unique = Sum(unique),
            Own = Sum(own),
            EngineSize = EngineSizeOf(directories),
            SharesLayers = sharing.Find(image.Id, own),
        };
    }

    private ImmutableArray<StackedDirectory> OwnOf(Resource image)
    {
        if (ParentOf(image) is not { } parent)
            return stacks[image.Id];
        var inherited = stacks[parent].Select(directory => directory.Directory.Id).ToHashSet();
        return [.. stacks[image.Id].Where(directory => !inherited.Contains(directory.Directory.Id))];
    }

    private ImageKind KindOf(ResourceId image) =>
        references[image].Any(Names.IsTag) ? ImageKind.Tagged
        : parents.Contains(image) ? ImageKind.Intermediate
        : ImageKind.Dangling;

    private ResourceId? ParentOf(Resource image)
    {
        var recorded = image.Needs.Where(need =>
            need.Kind == ResourceKind.Image && need != image.Id && graph.Find(need) is not null
        );
        return recorded.Select(need => (ResourceId?)need).FirstOrDefault();
    }

    private IEnumerable<(ResourceId Image, Resource By)> Needing(ResourceKind kind) =>
        from resource in graph.Resources
        where resource.Id.Kind == kind
        from need in resource.Needs
        where need.Kind == ResourceKind.Image
        select (need, resource);

    private static Bytes? EngineSizeOf(ImmutableArray<StackedDirectory> directories) =>
        directories.IsEmpty
            ? null
            : DirectorySizes.Sum(
                directories.Where(directory => directory.Position is not null).Select(directory => directory.EngineSize)
            );

    private static Bytes? Sum(IEnumerable<StackedDirectory> directories) =>
        DirectorySizes.Sum(directories.Select(directory => directory.Directory));
}
