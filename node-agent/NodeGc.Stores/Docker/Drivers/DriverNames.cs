using System.Collections.Frozen;

namespace NodeGc.Stores.Docker.Drivers;

/// <summary>The names of storage drivers: those of their homes below the data root.</summary>
internal static class DriverNames
{
    public const string Overlay2 = "overlay2";
    public const string FuseOverlay = "fuse-overlayfs";
    public const string Overlay = "overlay";
    public const string Aufs = "aufs";
    public const string Btrfs = "btrfs";
    public const string Vfs = "vfs";

    /// <summary>Not a driver's home: images are stored by the containerd that the engine uses.</summary>
    public const string Containerd = "containerd";

    /// <summary>Drivers whose layers are not directories, and what they are.</summary>
    public static readonly FrozenDictionary<string, string> WithoutDirectories = new Dictionary<string, string>
    {
        ["devicemapper"] = "thin devices of a pool",
        ["zfs"] = "datasets and their snapshots",
    }.ToFrozenDictionary();

    /// <summary>Drivers whose homes are read.</summary>
    public static readonly FrozenSet<string> Read = FrozenSet.ToFrozenSet([
        Overlay2,
        FuseOverlay,
        Overlay,
        Aufs,
        Btrfs,
        Vfs,
    ]);

    /// <summary>All drivers that have a home.</summary>
    public static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet([.. Read, .. WithoutDirectories.Keys]);
}
