using NodeGc.Removal.Journaling;
using NodeGc.Stores.Docker.Drivers;

namespace NodeGc.Stores.Docker.Guarding;

/// <summary>Where storage drivers store their layers and related paths: only drivers whose layers are directories that
/// may be moved. devicemapper and zfs store them elsewhere, and only they themselves can remove them.</summary>
internal static class DriverHomes
{
    /// <summary>Whether the driver's layers may be moved at all.</summary>
    public static bool IsKnown(string driver) => DriverNames.Read.Contains(driver);

    /// <summary>The path of a layer; null for an unknown driver.</summary>
    public static string? FindLayer(string driver, string id) =>
        IsKnown(driver) ? DriverHome.From(driver).PathOf(id) : null;

    /// <summary>What may be moved with a layer, in order: aufs's list of parents last, since its driver treats that as
    /// the layer itself.</summary>
    public static IReadOnlyList<(string Path, RelatedPathKind Kind)> RelatedPathsOfLayer(string driver, string id) =>
        driver switch
        {
            "aufs" => [($"aufs/mnt/{id}", RelatedPathKind.EmptyDirectory), ($"aufs/layers/{id}", RelatedPathKind.File)],
            "btrfs" => [($"btrfs/quotas/{id}", RelatedPathKind.File)],
            _ => [],
        };

    /// <summary>What may be moved with a whole store: the engine's image metadata in both formats. Pre-1.10 records do
    /// not name a driver: the reader assigns them only to the driver that they belong to.</summary>
    public static IReadOnlyList<(string Path, RelatedPathKind Kind)> RelatedPathsOfStore(string driver) =>
        [
            ($"image/{driver}", RelatedPathKind.Tree),
            ($"repositories-{driver}", RelatedPathKind.File),
            ("graph", RelatedPathKind.Tree),
        ];
}
