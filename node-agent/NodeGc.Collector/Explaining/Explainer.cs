using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Rules;

namespace NodeGc.Collector.Explaining;

/// <summary>Explains what owns each resource of an inventory and why it is kept or can be removed.</summary>
public sealed class Explainer
{
    private readonly Inventory inventory;
    private readonly ResourceGraph graph;
    private readonly LiveSet kept;
    private readonly Dependents dependents;
    private readonly Belongings belongings;
    private readonly StorePaths paths;

    /// <summary>Marks once for all queries; without a policy only usage and doubts count.</summary>
    public Explainer(Inventory inventory, PolicyInput? policy = null)
    {
        this.inventory = inventory;
        graph = inventory.Graph;
        var liveness = new Liveness(inventory);
        kept = Marker.Mark(
            graph,
            [.. DoubtRules.Find(liveness), .. policy is null ? [] : PolicyRules.Find(policy)],
            liveness.Alive
        );
        dependents = new Dependents(graph);
        Images = ImageCatalog.From(inventory);
        belongings = new Belongings(graph, Images, dependents);
        paths = new StorePaths(graph, dependents);
    }

    /// <summary>All images of the inventory.</summary>
    public ImageCatalog Images { get; }

    /// <summary>All resources that match <paramref name="text"/>: a name as in <see cref="FindNamed"/>, else a path as
    /// in <see cref="FindAt"/>.</summary>
    public ImmutableArray<Resource> Find(string text) =>
        FindNamed(text) is { IsEmpty: false } named ? named : FindAt(text);

    /// <summary>All resources named <paramref name="text"/>: an id, with or without <c>sha256:</c>; a tag or
    /// digest; the name of a container or volume. If there is no exact match, an abbreviated id of at least 4
    /// characters.</summary>
    public ImmutableArray<Resource> FindNamed(string text)
    {
        var exact = graph.Resources.Where(resource => ResourceNames.IsCalled(resource, text)).ToList();
        var found =
            exact.Count > 0
                ? exact
                : graph.Resources.Where(resource => ResourceNames.IsAbbreviated(resource, text)).ToList();
        return [.. found.Select(ImageOf).Distinct().OrderBy(resource => resource.Id)];
    }

    /// <summary>The resources that own the path, relative to the data root: anything in their directories, or their
    /// metadata.</summary>
    public ImmutableArray<Resource> FindAt(string path) => paths.Find(path);

    /// <summary>Suggestions for <paramref name="text"/> that matched nothing: names of images, containers and volumes,
    /// the most similar first; at most five.</summary>
    public ImmutableArray<string> Suggest(string text) => Suggestions.For(text, graph.Resources);

    /// <summary>What is at the path, relative to the data root, if no resource owns it; null if unknown.</summary>
    public Place? FindPlace(string path) => Places.Find(inventory, path);

    /// <summary>Explains one resource.</summary>
    public Explanation Explain(Resource resource)
    {
        var reason = kept.FindReason(resource.Id);
        var verdict = reason?.Basis switch
        {
            null => Verdict.Garbage,
            RootBasis.Alive => Verdict.Live,
            RootBasis.Doubt => Verdict.Unsure,
            _ => Verdict.Held,
        };
        return new Explanation(
            resource,
            verdict,
            reason,
            GetOrMissing(kept.ChainOf(resource.Id)),
            GetOrMissing(NeedsOf(resource.Id))
        )
        {
            Users = dependents.Of(resource.Id),
            Layers =
            [
                .. dependents
                    .DirectlyOf(resource.Id)
                    .Where(id => id.Kind == ResourceKind.Layer && resource.Id.Kind == ResourceKind.LayerDirectory)
                    .Select(GetOrMissing),
            ],
            Positions = PositionsOf(resource),
            Image = Images.Find(resource.Id),
            Belongings = belongings.Of(resource),
        };
    }

    /// <summary>The layer stack of <paramref name="directory"/> as it is mounted, itself included, top first; only
    /// itself if its parents are unknown.</summary>
    public ImmutableArray<Resource> StackOf(Resource directory)
    {
        var owners = dependents
            .DirectlyOf(directory.Id)
            .Select(GetOrMissing)
            .Where(owner => owner.Id.Kind is not (ResourceKind.LayerDirectory or ResourceKind.Mount));
        var stacks = owners.Select(owner =>
            belongings
                .Of(owner)
                .Select(belonging => belonging.Directory)
                .SkipWhile(below => below.Id != directory.Id)
                .ToImmutableArray()
        );
        return stacks.FirstOrDefault(stack => stack.Length > 1, [directory]);
    }

    private ImmutableArray<LayerPosition> PositionsOf(Resource resource) =>
        resource.Id.Kind switch
        {
            ResourceKind.LayerDirectory => PositionsIn(resource.Id, Images.ImagesOn(resource.Id)),
            ResourceKind.Layer =>
            [
                .. resource
                    .Needs.Where(need => need.Kind == ResourceKind.LayerDirectory)
                    .SelectMany(need => PositionsIn(need, Images.ImagesOn(need))),
            ],
            _ => [],
        };

    private ImmutableArray<LayerPosition> PositionsIn(ResourceId directory, ImmutableArray<ResourceId> images) =>
        [
            .. from image in images.Select(image => Images.Find(image)!)
            let position = image.Directories.First(entry => entry.Directory.Id == directory).Position
            select new LayerPosition(image.Image, position, image.LayerCount),
        ];

    /// <summary>A tag refers to its image.</summary>
    private Resource ImageOf(Resource resource) =>
        resource.Id.Kind != ResourceKind.ImageReference
            ? resource
            : resource
                .Needs.Where(need => need.Kind == ResourceKind.Image)
                .Select(graph.Find)
                .FirstOrDefault(image => image is not null)
                ?? resource;

    private IEnumerable<ResourceId> NeedsOf(ResourceId id) =>
        graph.NeedsOf(id).Where(need => graph.Find(need) is not null || !Guesses.IsGuess(id, need));

    private ImmutableArray<Resource> GetOrMissing(IEnumerable<ResourceId> ids) => [.. ids.Select(GetOrMissing)];

    private Resource GetOrMissing(ResourceId id) =>
        graph.Find(id) ?? new Resource(id) { Title = $"{id.Name} (missing)" };
}
