using System.Collections.Frozen;
using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Policies;

/// <summary>The table of garbage classes.</summary>
/// <remarks>
/// On the order under pressure: debris is of no use. Orphans are never used again, and the engine rebuilds build cache.
/// An untagged image can only be referenced by its digest, a stopped container can still be inspected, and a tagged
/// image has to be pulled again. Volumes are data, and a store is all data of an engine.
/// </remarks>
public static class GarbageClasses
{
    /// <summary>One row for each class.</summary>
    public static readonly ImmutableArray<GarbageClass> All =
    [
        new()
        {
            Class = CleanupClass.Layers,
            Name = "layers",
            Kinds = [ResourceKind.LayerDirectory],
            Rule = policy => policy.Layers,
            Priority = 4,
            IsEngineManaged = false,
            Removal = _ => RemovalMethod.Filesystem,
            Reason = (_, _) =>
                "unreferenced; checked: images, layers, containers, build cache records, mounts, open files, and all "
                + "directories that these need",
        },
        new()
        {
            Class = CleanupClass.Volumes,
            Name = "volumes",
            Kinds = [ResourceKind.Volume],
            Rule = policy => policy.Volumes,
            Priority = 8,
            IsEngineManaged = false,
            Removal = RemovalOfVolume,
            Reason = (volume, _) => ReasonOfVolume(volume.Volume),
        },
        new()
        {
            Class = CleanupClass.Stores,
            Name = "stores",
            Kinds = [ResourceKind.Store],
            Rule = policy => policy.Stores,
            Priority = 9,
            IsEngineManaged = false,
            Removal = _ => RemovalMethod.Filesystem,
            Reason = (_, store) =>
                $"the engine uses {store.Driver}; nothing in it is referenced; checked: containers, build cache "
                + $"records, mounts, open files, and images and layers of {store.Driver}",
        },
        new()
        {
            Class = CleanupClass.Containers,
            Name = "containers",
            Kinds = [ResourceKind.Container],
            Rule = policy => policy.Containers,
            Priority = 6,
            IsEngineManaged = true,
            Removal = _ => RemovalMethod.ByEngine,
            Reason = (_, _) => "not running",
        },
        new()
        {
            Class = CleanupClass.Images,
            Name = "images",
            Kinds = [ResourceKind.Image, ResourceKind.ImageReference],
            Rule = policy => policy.Images,
            Priority = 7,
            PriorityIfUntagged = 5,
            IsEngineManaged = true,
            Removal = _ => RemovalMethod.ByEngine,
            Reason = (image, _) =>
                image.Id.Kind == ResourceKind.Image
                    ? "not used by any container or kept image, and no kept name refers to it"
                    : "tag or digest of an image that no container uses",
        },
        new()
        {
            Class = CleanupClass.BuildCache,
            Name = "buildCache",
            Kinds = [ResourceKind.BuildCacheRecord],
            Rule = policy => policy.BuildCache,
            Priority = 3,
            IsEngineManaged = true,
            Removal = _ => RemovalMethod.ByEngine,
            Reason = (_, _) => "not used by any build or kept record",
        },
        new()
        {
            Class = CleanupClass.Mounts,
            Name = "mounts",
            Kinds = [ResourceKind.Mount],
            Rule = policy => policy.Mounts,
            Priority = 2,
            IsEngineManaged = true,
            Removal = _ => RemovalMethod.Unmount,
            Reason = (mount, _) =>
                $"{mount.Title}; its container no longer exists, and nothing else uses the layer; the layer itself can "
                + "be collected in a later run",
        },
        new()
        {
            Class = CleanupClass.Debris,
            Name = "debris",
            Kinds = [ResourceKind.Debris],
            Rule = policy => policy.Debris,
            Priority = 1,
            IsEngineManaged = false,
            Removal = _ => RemovalMethod.Filesystem,
            Reason = (debris, _) => $"{debris.Title}; unreferenced; checked: mounts, open files",
        },
    ];

    /// <summary>The kinds that no plan includes: they keep others, or belong to one that is removed.</summary>
    public static readonly ImmutableArray<ResourceKind> Uncollected =
    [
        ResourceKind.OpenFile,
        ResourceKind.Plugin,
        ResourceKind.LayerMount,
        ResourceKind.Layer,
        ResourceKind.GraphRecord,
    ];

    private static readonly FrozenDictionary<CleanupClass, GarbageClass> ByClass = All.ToFrozenDictionary(row =>
        row.Class
    );

    private static readonly FrozenDictionary<ResourceKind, GarbageClass> ByKind = All.SelectMany(
            row => row.Kinds,
            (row, kind) => (row, kind)
        )
        .ToFrozenDictionary(pair => pair.kind, pair => pair.row);

    /// <summary>The row of <paramref name="cleanupClass"/>.</summary>
    public static GarbageClass Get(CleanupClass cleanupClass) => ByClass[cleanupClass];

    /// <summary>The row of a resource that a plan may include.</summary>
    /// <exception cref="InvalidOperationException">No class collects resources of its kind.</exception>
    public static GarbageClass Get(Resource candidate) =>
        Find(candidate.Id.Kind)
        ?? throw new InvalidOperationException($"{candidate.Id} belongs to no class of {nameof(GarbageClasses)}");

    /// <summary>The row of the class that collects resources of this kind; null if none does.</summary>
    public static GarbageClass? Find(ResourceKind kind) => ByKind.GetValueOrDefault(kind);

    /// <summary>The class of a resource that a plan may include.</summary>
    /// <exception cref="InvalidOperationException">No class collects resources of its kind.</exception>
    public static CleanupClass ClassOf(Resource candidate) => Get(candidate).Class;

    /// <summary>The field below <c>collect</c>: for example <c>layers</c>.</summary>
    public static string Word(this CleanupClass cleanupClass) => Get(cleanupClass).Name;

    private static RemovalMethod RemovalOfVolume(Resource volume) =>
        volume switch
        {
            { Directory: null } => RemovalMethod.ByEngine,
            // The engine first unmounts it in place, and removes its options and the empty mount point.
            { Volume: { IsKnown: true, IsRecordOnly: true } } => RemovalMethod.ByEngine,
            { Volume.IsKnown: true } => RemovalMethod.Engine,
            _ => RemovalMethod.Filesystem,
        };

    private static string ReasonOfVolume(VolumeFacts? volume) =>
        volume switch
        {
            { IsKnown: false } => "unknown to the engine; unreferenced; checked: metadata, containers, mounts, "
                + "open files",
            { IsAnonymous: true } =>
                "created by the engine for a container that no longer exists; unreferenced; checked: containers, "
                    + "mounts, open files",
            _ => "unreferenced; checked: containers, mounts, open files",
        };
}
