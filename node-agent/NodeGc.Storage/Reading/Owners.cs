using NodeGc.Collector.Inventories;
using NodeGc.Storage.Drivers;

namespace NodeGc.Storage.Reading;

/// <summary>
/// What each sort of metadata could own. Names of directories are random, so a lost piece may name any directory of the
/// right sort; but only of that: a
/// read-write directory has an init directory beside it, and what BuildKit makes has a name of 25 characters. Why each
/// is enough stands in decision 0024.
/// </summary>
internal static class Owners
{
    /// <summary>The engine removes these itself and decides by what it knows; a lost piece may be why it no longer
    /// knows that something is needed.</summary>
    private static readonly ResourceKind[] Known =
    [
        ResourceKind.Container,
        ResourceKind.ImageReference,
        ResourceKind.Image,
        ResourceKind.BuildCacheRecord,
    ];

    /// <summary>A name of an image owns the image's names and nothing on disk: images are listed by their
    /// configurations.</summary>
    public static Ownership Names { get; } =
        Ownership.Of(pass => OfKinds(pass, ResourceKind.Image, ResourceKind.ImageReference));

    /// <summary>An image owns layers that the layer store has records of.</summary>
    public static Ownership Image { get; } = Ownership.Of(pass => [.. OfKinds(pass, Known), .. Recorded(pass)]);

    /// <summary>A layer owns a read-only directory, and the layer below.</summary>
    public static Ownership Layer { get; } =
        Ownership.Of(pass => [.. OfKinds(pass, Known), .. Recorded(pass), .. ReadOnly(pass)]);

    /// <summary>A directory's list of ancestors owns read-only directories.</summary>
    public static Ownership Ancestors { get; } = Layer;

    /// <summary>BuildKit owns directories with names of its own, and layers that the layer store has records
    /// of.</summary>
    public static Ownership BuildKit { get; } =
        Ownership.Of(pass =>
            [
                .. OfKinds(pass, Known),
                .. Recorded(pass),
                .. Directories(pass).Where(id => LayerNames.IsRandom(NameOf(id))),
            ]
        );

    /// <summary>A mount of the layer store owns a read-write directory, its init directory, and the layers
    /// below.</summary>
    public static Ownership Mount { get; } =
        Ownership.Of(pass =>
            [
                .. OfKinds(pass, Known),
                .. Recorded(pass),
                .. ReadWrite(pass),
                .. ReadOnly(pass).Where(id => LayerNames.IsHex(NameOf(id))),
            ]
        );

    /// <summary>An empty entry of <c>layerdb/mounts</c> of no container: it owns at most one of the pairs that no other
    /// entry names.</summary>
    public static Ownership EmptyMount { get; } = Ownership.Of(ReadWriteWithoutMount);

    /// <summary>The directories that the entries of <c>layerdb/mounts</c> name, and the layers below: since 1.10 every
    /// container has such an entry, made before its own folder.</summary>
    public static Ownership NamedByMounts { get; } =
        Ownership.Of(pass => [.. OfKinds(pass, Known), .. Recorded(pass), .. OfMounts(pass)]);

    /// <summary>A container's configuration owns volumes, an image, and the store of another driver; its directories
    /// are named by its layer mount.</summary>
    public static Ownership Container { get; } =
        Ownership.Of(pass =>
            [
                .. OfKinds(pass, Known),
                .. OfKinds(pass, ResourceKind.Volume, ResourceKind.Store),
                .. VolumesAmongLayers(pass),
            ]
        );

    /// <summary>The folder of volumes and their database own volumes, wherever their data lies.</summary>
    public static Ownership Volumes { get; } =
        Ownership.Of(pass => [.. OfKinds(pass, ResourceKind.Volume), .. VolumesAmongLayers(pass)]);

    /// <summary>Exactly these.</summary>
    public static Ownership Only(params ResourceId[] ids) => Ownership.Of(_ => ids);

    private static IEnumerable<ResourceId> OfKinds(ReadPass pass, params ResourceKind[] kinds) =>
        pass.Findings.Drafts.Where(draft => kinds.Contains(draft.Id.Kind)).Select(draft => draft.Id);

    private static IEnumerable<ResourceId> Directories(ReadPass pass) =>
        pass
            .Findings.Drafts.Where(draft => draft is { Id.Kind: ResourceKind.LayerDirectory, Directory: not null })
            .Select(draft => draft.Id);

    /// <summary>The directories of the layers that the layer store has records of.</summary>
    private static IEnumerable<ResourceId> Recorded(ReadPass pass) =>
        pass
            .Findings.Drafts.Where(draft => draft.Id.Kind is ResourceKind.Layer or ResourceKind.GraphRecord)
            .SelectMany(layer => layer.Needs)
            .Where(need => need.Kind == ResourceKind.LayerDirectory);

    private static IEnumerable<ResourceId> OfMounts(ReadPass pass) =>
        pass
            .Findings.Drafts.Where(draft => draft.Id.Kind == ResourceKind.LayerMount)
            .SelectMany(mount => mount.Needs)
            .Where(need => need.Kind == ResourceKind.LayerDirectory);

    private static IEnumerable<ResourceId> ReadWrite(ReadPass pass) =>
        Directories(pass).Where(id => IsInit(id) || HasInit(pass, id));

    /// <summary>A pair that is complete: a mount is entered after both were made.</summary>
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

    /// <summary>Before 1.7 the data of volumes lies among the layers of vfs.</summary>
    private static IEnumerable<ResourceId> VolumesAmongLayers(ReadPass pass) =>
        pass.Driver == DriverNames.Vfs ? ReadOnly(pass) : [];

    private static bool IsInit(ResourceId id) => !LayerNames.IsHex(NameOf(id)) && !LayerNames.IsRandom(NameOf(id));

    private static bool HasInit(ReadPass pass, ResourceId id) =>
        LayerNames.IsHex(NameOf(id))
        && pass.Findings.Find(pass.Directory(LayerNames.InitOf(NameOf(id)))) is { Directory: not null };

    private static string NameOf(ResourceId id) => id.Name[(id.Name.LastIndexOf('/') + 1)..];
}
