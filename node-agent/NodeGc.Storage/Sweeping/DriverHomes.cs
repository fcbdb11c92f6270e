using NodeGc.Storage.Drivers;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>Where the storage drivers keep their layers and what belongs to one: only drivers whose layers are
/// directories that may be moved. devicemapper and zfs keep theirs elsewhere, and only they themselves can remove
/// them.</summary>
internal static class DriverHomes
{
    /// <summary>Whether the driver's layers may be moved at all.</summary>
    public static bool IsKnown(string driver) => DriverNames.Read.Contains(driver);

    /// <summary>The path of a layer; null for a driver not known.</summary>
    public static string? FindLayer(string driver, string id) =>
        IsKnown(driver) ? DriverHome.Of(driver).PathOf(id) : null;

    /// <summary>What may go with a layer, in the order in which it goes: aufs's list of parents last, since its driver
    /// takes that for the layer itself.</summary>
    public static IReadOnlyList<(string Path, CompanionKind Kind)> CompanionsOfLayer(string driver, string id) =>
        driver switch
        {
            "aufs" => [($"aufs/mnt/{id}", CompanionKind.EmptyDirectory), ($"aufs/layers/{id}", CompanionKind.File)],
            "btrfs" => [($"btrfs/quotas/{id}", CompanionKind.File)],
            _ => [],
        };

    /// <summary>What may go with a whole store: what the engine wrote about its images, of both formats. The records of
    /// before 1.10 carry no driver's name: whoever reads the store gives them only to the one driver that they are
    /// of.</summary>
    public static IReadOnlyList<(string Path, CompanionKind Kind)> CompanionsOfStore(string driver) =>
        [
            ($"image/{driver}", CompanionKind.Tree),
            ($"repositories-{driver}", CompanionKind.File),
            ("graph", CompanionKind.Tree),
        ];
}
