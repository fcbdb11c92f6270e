using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Drivers;

namespace NodeGc.Stores.Docker.Reading;

/// <summary>
/// What each kind of metadata could own. Names of directories are random, so a lost piece may name any directory, but
/// only of the right kind: a read-write directory has an init directory beside it, and BuildKit's names have 25
/// characters. See decision 0024 for the reasons.
/// </summary>
internal static class Owners
{
    /// <summary>The engine removes these itself based on its records; after a loss it may no longer know that something
    /// is needed.</summary>
    private static readonly ResourceKind[] Known =
    [
        ResourceKind.Container,
        ResourceKind.ImageReference,
        ResourceKind.Image,
        ResourceKind.BuildCacheRecord,
    ];

    /// <summary>An image name owns the image's names and nothing on disk: images are listed by their
    /// configurations.</summary>
    public static Ownership Names { get; } =
        Ownership.From(pass => OfKinds(pass, ResourceKind.Image, ResourceKind.ImageReference));

    /// <summary>An image owns layers recorded in the layer store.</summary>
    public static Ownership Image { get; } = Ownership.From(pass => [.. OfKinds(pass, Known), .. Recorded(pass)]);

    /// <summary>A layer owns a read-only directory, and the layer below.</summary>
    public static Ownership Layer { get; } =
        Ownership.From(pass => [.. OfKinds(pass, Known), .. Recorded(pass), .. ReadOnly(pass)]);

    /// <summary>A directory's list of ancestors owns read-only directories.</summary>
    public static Ownership Ancestors { get; } = Layer;

    /// <summary>BuildKit owns directories with names of its own, and layers recorded in the layer store.</summary>
    public static Ownership BuildKit { get; } =
        Ownership.From(pass =>
            [
                .. OfKinds(pass, Known),
                .. Recorded(pass),
                .. Directories(pass).Where(id => LayerNames.IsRandom(NameOf(id))),
            ]
        );

    /// <summary>A mount of the layer store owns a read-write directory, its init directory, and the layers
    /// below.</summary>
    public static Ownership Mount { get; } =
        Ownership.From(pass =>
            [
                .. OfKinds(pass, Known),
                .. Recorded(pass),
                .. ReadWrite(pass),
                .. ReadOnly(pass).Where(id => LayerNames.IsHex(NameOf(id))),
            ]
        );

    /// <summary>An empty entry of <c>layerdb/mounts</c> without a container: it owns at most one of the pairs that no
    /// other entry names.</summary>
    public static Ownership EmptyMount { get; } = Ownership.From(ReadWriteWithoutMount);

    /// <summary>The directories that the entries of <c>layerdb/mounts</c> name, and the layers below: since 1.10 every
    /// container has such an entry, created before its own directory.</summary>
    public static Ownership NamedByMounts { get; } =
        Ownership.From(pass => [.. OfKinds(pass, Known), .. Recorded(pass), .. OfMounts(pass)]);

    /// <summary>A container's configuration owns volumes, an image, and the store of another driver; its directories
    /// are named by its layer mount.</summary>
    public static Ownership Container { get; } =
        Ownership.From(pass =>
            [
                .. OfKinds(pass, Known),
                .. OfKinds(pass, ResourceKind.Volume, ResourceKind.Store),
                .. VolumesAmongLayers(pass),
            ]
        );

    /// <summary>The directory of volumes and their database own volumes, wherever their data is.</summary>
    public static Ownership Volumes { get; } =
        Ownership.From(pass => [.. OfKinds(pass, ResourceKind.Volume), .. VolumesAmongLayers(pass)]);

    /// <summary>Exactly these.</summary>
    public static Ownership Only(params ResourceId[] ids) => Ownership.From(_ => ids);

    private static IEnumerable<ResourceId> OfKinds(ReadPass pass, params ResourceKind[] kinds) =>
        pass.Findings.Builders.Where(builder => kinds.Contains(builder.Id.Kind)).Select(builder => builder.Id);

    private static IEnumerable<ResourceId> Directories(ReadPass pass) =>
        pass
            .Findings.Builders.Where(builder =>
                builder is { Id.Kind: ResourceKind.LayerDirectory, Directory: not null }
            )
            .Select(builder => builder.Id);

    /// <summary>The directories of the layers recorded in the layer store.</summary>
    private static IEnumerable<ResourceId> Recorded(ReadPass pass) =>
        pass
            .Findings.Builders.Where(builder => builder.Id.Kind is ResourceKind.Layer or ResourceKind.GraphRecord)
            .SelectMany(layer => layer.Needs)
            .Where(need => need.Kind == ResourceKind.LayerDirectory);

    private static IEnumerable<ResourceId> OfMounts(ReadPass pass) =>
        pass
            .Findings.Builders.Where(builder => builder.Id.Kind == ResourceKind.LayerMount)
            .SelectMany(mount => mount.Needs)
            .Where(need => need.Kind == ResourceKind.LayerDirectory);

    private static IEnumerable<ResourceId> ReadWrite(ReadPass pass) =>
        Directories(pass).Where(id => IsInit(id) || HasInit(pass, id));

    /// <summary>Only complete pairs: a mount is recorded after both were created.</summary>
    private static IEnumerable<ResourceId> ReadWriteWithoutMount(ReadPass pass)
    {
        var named = OfMounts(pass).ToHashSet();
        return from id in Directories(pass)
            where HasInit(pass, id) && !named.Contains(id)
            from one in new[] { id, pass.Directory(LayerNames.InitOf(NameOf(id))) }
            select one;
    }

    private static IEnumerable<ResourceId> ReadOnly(ReadPass pass) =>
        Directories(pass).Where(id => !IsInit(id) && !HasInit(pass, id));

    /// <summary>Before 1.7 the data of volumes is among the layers of vfs.</summary>
    private static IEnumerable<ResourceId> VolumesAmongLayers(ReadPass pass) =>
        pass.Driver == DriverNames.Vfs ? ReadOnly(pass) : [];

    private static bool IsInit(ResourceId id) => !LayerNames.IsHex(NameOf(id)) && !LayerNames.IsRandom(NameOf(id));

    private static bool HasInit(ReadPass pass, ResourceId id) =>
        LayerNames.IsHex(NameOf(id))
        && pass.Findings.Find(pass.Directory(LayerNames.InitOf(NameOf(id)))) is { Directory: not null };

    private static string NameOf(ResourceId id) => id.Name[(id.Name.LastIndexOf('/') + 1)..];
}
