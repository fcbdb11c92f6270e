using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>When images were last used by containers, including removed ones, which the engine does not
/// record.</summary>
/// <param name="ById">The latest use, by the image's ID.</param>
public sealed record ImageUses(ImmutableDictionary<string, DateTimeOffset> ById)
{
    /// <summary>Limit of remembered images; the most recently used are kept.</summary>
    public const int MaxImages = 10_000;

    /// <summary>No use is known.</summary>
    public static readonly ImageUses None = new(ImmutableDictionary<string, DateTimeOffset>.Empty);

    /// <summary>When earlier data was lost: any image may have been used until then. Null if none was.</summary>
    public DateTimeOffset? ForgottenAt { get; init; }

    /// <summary>Adds a use; one earlier than the known one changes nothing.</summary>
    public ImageUses With(string image, DateTimeOffset at) =>
        ById.TryGetValue(image, out var known) && known >= at ? this : this with { ById = ById.SetItem(image, at) };

    /// <summary>Merges both.</summary>
    public ImageUses With(ImageUses other) =>
        other.ById.Aggregate(
            this with
            {
                ForgottenAt =
                    other.ForgottenAt > (ForgottenAt ?? DateTimeOffset.MinValue) ? other.ForgottenAt : ForgottenAt,
            },
            (all, use) => all.With(use.Key, use.Value)
        );

    /// <summary>Adds the uses by containers of <paramref name="inventory"/>: a running one uses its image now, another
    /// did until it exited. Images that are gone are forgotten, unless some of the store was not understood.</summary>
    public ImageUses Learn(Inventory inventory)
    {
        var learned = inventory
            .Resources.Where(resource => resource is { Id.Kind: ResourceKind.Container, EngineManaged: not null })
            .Aggregate(this, (all, container) =>
                container
                    .Needs.Where(need => need.Kind == ResourceKind.Image)
                    .Aggregate(all, (some, image) =>
                        some.With(
                            image.Name,
                            container.EngineManaged!.IsInUse ? inventory.TakenAt : container.EngineManaged.LastUsed
                        )
                    )
            );
        return inventory.Doubts.All(doubt => doubt.Scope is DoubtScope.Nothing or DoubtScope.Volumes)
            ? learned.Only(inventory)
            : learned;
    }

    /// <summary>The inventory with these last uses of images and their names.</summary>
    public Inventory In(Inventory inventory) =>
        ById.IsEmpty && ForgottenAt is null
            ? inventory
            : inventory with
            {
                Resources =
                [
                    .. inventory.Resources.Select(resource =>
                        LastUseOf(resource) is { } use && use > resource.EngineManaged!.LastUsed
                            ? Used(resource, use)
                            : resource
                    ),
                ],
            };

    private static Resource Used(Resource image, DateTimeOffset at) =>
        image with
        {
            EngineManaged = image.EngineManaged! with { LastUsed = at },
        };

    private DateTimeOffset? LastUseOf(Resource resource) =>
        resource switch
        {
            { EngineManaged: null } => null,
            { Id.Kind: ResourceKind.Image } => Latest([resource.Id]),
            { Id.Kind: ResourceKind.ImageReference } => Latest(resource.Needs),
            _ => null,
        };

    private DateTimeOffset? Latest(ImmutableArray<ResourceId> images)
    {
        var latest = ForgottenAt;
        foreach (var image in images)
            if (ById.TryGetValue(image.Name, out var use) && !(use <= latest))
                latest = use;
        return latest;
    }

    private ImageUses Only(Inventory inventory)
    {
        var left = ById.Where(use => inventory.Graph.Find(new ResourceId(ResourceKind.Image, use.Key)) is not null)
            .ToList();
        return left.Count == ById.Count && left.Count <= MaxImages
            ? this
            : this with
            {
                ById = left.OrderByDescending(use => use.Value).Take(MaxImages).ToImmutableDictionary(),
            };
    }
}
