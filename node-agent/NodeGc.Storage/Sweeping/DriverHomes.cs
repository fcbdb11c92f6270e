using System.Collections.Frozen;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>Where the storage drivers keep their layers and what belongs to one: only drivers whose layers are directories that may be moved.
/// devicemapper and zfs keep theirs elsewhere, and only they themselves can remove them.</summary>
internal static class DriverHomes
{
    private static readonly FrozenDictionary<string, string> Homes = new Dictionary<string, string>
    {
        ["overlay2"] = "overlay2",
        ["fuse-overlayfs"] = "fuse-overlayfs",
        ["overlay"] = "overlay",
        ["aufs"] = "aufs/diff",
        ["vfs"] = "vfs/dir",
        ["btrfs"] = "btrfs/subvolumes",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the driver's layers may be moved at all.</summary>
    public static bool IsKnown(string driver) => Homes.ContainsKey(driver);

    /// <summary>The path of a layer; null for a driver not known.</summary>
    public static string? FindLayer(string driver, string id) => Homes.TryGetValue(driver, out var home) ? $"{home}/{id}" : null;

    /// <summary>What may go with a layer, in the order in which it goes: aufs's list of parents last, since its driver takes that for the layer
    /// itself.</summary>
    public static IReadOnlyList<(string Path, CompanionKind Kind)> CompanionsOfLayer(string driver, string id) => driver switch
    {
        "aufs" => [($"aufs/mnt/{id}", CompanionKind.EmptyDirectory), ($"aufs/layers/{id}", CompanionKind.File)],
        "btrfs" => [($"btrfs/quotas/{id}", CompanionKind.File)],
        _ => [],
    };

    /// <summary>What may go with a whole store: what the engine wrote about its images, of both formats.</summary>
    public static IReadOnlyList<(string Path, CompanionKind Kind)> CompanionsOfStore(string driver) =>
        [($"image/{driver}", CompanionKind.Tree), ($"repositories-{driver}", CompanionKind.File)];
}
