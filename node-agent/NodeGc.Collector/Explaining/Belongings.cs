using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Lists the directories of a resource on disk in mount order, top first.</summary>
internal sealed class Belongings(ResourceGraph graph, ImageCatalog images, Dependents dependents)
{
    private readonly LayerStacks stacks = new(graph);

    /// <summary>Its directories; empty for what has none.</summary>
    public ImmutableArray<Belonging> Of(Resource resource) =>
        resource.Id.Kind switch
        {
            ResourceKind.Image => [.. stacks.Of(resource.Id).Select(entry => Layer(entry, resource.Id))],
            ResourceKind.Layer => [.. stacks.Of(resource.Id).Select(entry => Layer(entry, resource.Id))],
            ResourceKind.Container => OfContainer(resource),
            ResourceKind.LayerMount => OfMount(resource.Id, [.. Directories(resource.Id)]),
            ResourceKind.LayerDirectory => [],
            _ => resource.Directory is null
                ? []
                : [new Belonging(BelongingRole.Itself, resource, null, null, Others(resource.Id, resource.Id))],
        };

    private ImmutableArray<Belonging> OfContainer(Resource container)
    {
        var needs = graph.NeedsOf(container.Id);
        var mount = needs.FirstOrDefault(need => need.Kind == ResourceKind.LayerMount && graph.Find(need) is not null);
        var image = needs.FirstOrDefault(need => need.Kind == ResourceKind.Image);
        var own = mount.Name is null
            ? Directories(container.Id).Where(id => IsNamedAfter(container.Id, id))
            : Directories(mount);
        var below = mount.Name is not null ? mount : image;
        var volumes = needs.Where(need => need.Kind == ResourceKind.Volume).Select(stacks.GetOrMissing);
        return
        [
            .. below.Name is null
                ? [.. own.Order().Select(id => Own(id, container.Id))]
                : OfMount(below, [.. own], container.Id),
            .. volumes.Select(volume => new Belonging(
                BelongingRole.Volume,
                volume,
                null,
                null,
                Others(volume.Id, container.Id)
            )),
        ];
    }

    /// <summary>A container's own directories, above the layers that they are based on.</summary>
    private ImmutableArray<Belonging> OfMount(
        ResourceId mount,
        ImmutableArray<ResourceId> own,
        ResourceId? container = null
    )
    {
        var owner = container ?? mount;
        var layers = stacks.Of(mount).Where(entry => !own.Contains(entry.Directory.Id)).ToList();
        var known = layers.Select(entry => entry.Directory.Id).Concat(own).ToHashSet();
        var below = stacks
            .DirectoriesFrom(own)
            .Where(id => !known.Contains(id))
            .Order()
            .Select(graph.Find)
            .OfType<Resource>();
        return
        [
            .. own.OrderBy(IsInit).ThenBy(id => id).Select(id => Own(id, owner)),
            .. layers
                .Concat(below.Select(directory => new StackedDirectory(directory, null, null)))
                .Select(entry => Layer(entry, owner)),
        ];
    }

    private Belonging Own(ResourceId directory, ResourceId owner) =>
        new(
            IsInit(directory) ? BelongingRole.Init : BelongingRole.ReadWrite,
            stacks.GetOrMissing(directory),
            null,
            null,
            Others(directory, owner)
        );

    private Belonging Layer(StackedDirectory entry, ResourceId owner) =>
        new(
            entry.Position is null ? BelongingRole.BelowLayers : BelongingRole.ImageLayer,
            entry.Directory,
            entry.Layer,
            entry.Position,
            [
                .. images
                    .ImagesOn(entry.Directory.Id)
                    .Where(image => image != owner)
                    .Select(image => images.Find(image)!.Image),
            ]
        )
        {
            EngineSize = entry.EngineSize,
        };

    /// <summary>The other containers that need something.</summary>
    private ImmutableArray<Resource> Others(ResourceId needed, ResourceId owner) =>
        [
            .. dependents
                .Of(needed)
                .Where(user => user.Resource.Id.Kind == ResourceKind.Container && user.Resource.Id != owner)
                .Select(user => user.Resource),
        ];

    /// <summary>Only directories that exist: readers also protect, by name, what a container may have had.</summary>
    private IEnumerable<ResourceId> Directories(ResourceId owner) =>
        graph
            .NeedsOf(owner)
            .Where(need => need.Kind == ResourceKind.LayerDirectory && graph.Find(need)?.Directory is not null);

    private static bool IsNamedAfter(ResourceId container, ResourceId directory) =>
        Names.WithoutInit(Names.Bare(directory.Name)) == container.Name;

    private static bool IsInit(ResourceId directory) => Names.IsInit(directory.Name);
}
