using System.Collections.Immutable;

namespace NodeGc.Collector.Inventories;

/// <summary>When images were used last by containers, some of which are gone: the engine itself does not remember
/// it.</summary>
/// <param name="ById">The latest use, by the image's ID.</param>
public sealed record ImageUses(ImmutableDictionary<string, DateTimeOffset> ById)
{
    /// <summary>Most images that are remembered, the most recently used ones.</summary>
    public const int Most = 10_000;

    /// <summary>No use is known.</summary>
    public static readonly ImageUses None = new(ImmutableDictionary<string, DateTimeOffset>.Empty);

    /// <summary>When earlier knowledge was lost: any image may have been used until then. Null where none
    /// was.</summary>
    public DateTimeOffset? ForgottenAt { get; init; }

    /// <summary>With one more use; an earlier one than is known changes nothing.</summary>
    public ImageUses With(string image, DateTimeOffset at) =>
        ById.TryGetValue(image, out var known) && known >= at ? this : this with { ById = ById.SetItem(image, at) };

    /// <summary>What both know.</summary>
    public ImageUses With(ImageUses other) =>
        other.ById.Aggregate(
            this with
            {
                ForgottenAt =
                    other.ForgottenAt > (ForgottenAt ?? DateTimeOffset.MinValue) ? other.ForgottenAt : ForgottenAt,
            },
            (all, use) => all.With(use.Key, use.Value)
        );

    /// <summary>With what the containers of <paramref name="inventory"/> tell: one at work uses its image now, another
    /// did until it ended. Images that are gone are forgotten, unless something of the store was not
    /// understood.</summary>
    public ImageUses Learn(Inventory inventory)
    {
        var learned = inventory
            .Resources.Where(resource => resource is { Id.Kind: ResourceKind.Container, Known: not null })
            .Aggregate(this, (all, container) =>
                container
                    .Needs.Where(need => need.Kind == ResourceKind.Image)
                    .Aggregate(all, (some, image) =>
                        some.With(image.Name, container.Known!.IsInUse ? inventory.TakenAt : container.Known.LastUsed)
                    )
            );
        return inventory.Doubts.All(doubt => doubt.Scope is DoubtScope.Nothing or DoubtScope.Volumes)
            ? learned.Only(inventory)
            : learned;
    }

    /// <summary>The inventory in which images and their names were used last when they really were.</summary>
    public Inventory In(Inventory inventory) =>
        ById.IsEmpty && ForgottenAt is null
            ? inventory
            : inventory with
            {
                Resources =
                [
                    .. inventory.Resources.Select(resource =>
                        LastUseOf(resource) is { } use && use > resource.Known!.LastUsed
                            ? Used(resource, use)
                            : resource
                    ),
                ],
            };

    private static Resource Used(Resource image, DateTimeOffset at) =>
        image with
        {
            Known = image.Known! with { LastUsed = at },
        };

    private DateTimeOffset? LastUseOf(Resource resource) =>
        resource switch
        {
            { Known: null } => null,
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
        return left.Count == ById.Count && left.Count <= Most
            ? this
            : this with
            {
                ById = left.OrderByDescending(use => use.Value).Take(Most).ToImmutableDictionary(),
            };
    }
}
