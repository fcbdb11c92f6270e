using System.Collections.Frozen;

namespace NodeGc.Collector.Accounting;

/// <summary>Classifies paths in a data root by the names that engines of all versions, and this program, use.</summary>
internal sealed class FixedPlaces(string driver)
{
    private const string Containers = "containers";
    private const string Containerd = "containerd";
    private const string Own = ".nodegc";
    private const string Quarantine = "quarantine";
    private const string QuarantineInside = ".nodegc-quarantine";

    private static readonly FrozenDictionary<string, StorePart> Tops = new Dictionary<string, StorePart>
    {
        ["tmp"] = StorePart.Scratch,
        ["tmp-old"] = StorePart.Scratch,
        ["plugins"] = StorePart.Plugins,
        [Containerd] = StorePart.ContainerdStore,
        ["rootfs"] = StorePart.ContainerdStore,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Metadata = FrozenSet.ToFrozenSet([
        "image",
        Containers,
        "volumes",
        "buildkit",
        "builder",
        "swarm",
        "trust",
        "runtimes",
        "network",
        "engine-id",
        "credentialspecs",
        "graph",
        "linkgraph.db",
        "execdriver",
        "init",
        "nuke-graph-directory.sh",
        Own,
        "lost+found",
    ]);

    private static readonly FrozenSet<string> Drivers = FrozenSet.ToFrozenSet([
        "overlay2",
        "fuse-overlayfs",
        "overlay",
        "aufs",
        "btrfs",
        "devicemapper",
        "vfs",
        "zfs",
    ]);

    /// <summary>Directories of drivers that contain layers, one level below the driver's home.</summary>
    private static readonly FrozenSet<string> FoldersOfLayers = FrozenSet.ToFrozenSet([
        "diff",
        "layers",
        "mnt",
        "dir",
        "subvolumes",
    ]);

    private static readonly FrozenSet<string> FilesOfDrivers = FrozenSet.ToFrozenSet(["l", "backingFsBlockDev"]);

    private static readonly FrozenSet<string> FilesOfVolumes = FrozenSet.ToFrozenSet([
        "metadata.db",
        "backingFsBlockDev",
    ]);

    /// <summary>The home of the driver in use; null if containerd stores the images, since its layers are not
    /// distinguished.</summary>
    private readonly string? home = driver == Containerd ? null : driver;

    /// <summary>True for names that an engine, or this program, creates at the top of a data root.</summary>
    public static bool IsKnownTop(string name) =>
        Tops.ContainsKey(name) || Metadata.Contains(name) || Drivers.Contains(name);

    /// <summary>True if the directory holds items of several parts, or several items that are counted.</summary>
    public bool IsSplit(string path) =>
        path.Split('/') switch
        {
            [var top] => top is Containers or "volumes" or "image" or "buildkit" or "plugins" or Own || top == home,
            [Containers, _] or ["image", _] or ["image", _, "layerdb"] => true,
            [Own, Quarantine] or [Own, Quarantine, _] or [Own, Quarantine, _, _] => true,
            [var top, QuarantineInside] => HasQuarantineInside(top),
            [var top, QuarantineInside, _] => HasQuarantineInside(top),
            [var top, var folder, QuarantineInside] => top == home && FoldersOfLayers.Contains(folder),
            [var top, var folder, QuarantineInside, _] => top == home && FoldersOfLayers.Contains(folder),
            [var top, var folder] => top == home && FoldersOfLayers.Contains(folder),
            _ => false,
        };

    /// <summary>True for the directory of one container: its logs are measured separately.</summary>
    public static bool IsOfContainer(string path) => path.Split('/') is [Containers, _];

    /// <summary>The part that the path's name indicates.</summary>
    public StorePart PartOf(string path) =>
        path.Split('/') switch
        {
            [""] => StorePart.Metadata,
            [Containers, _, var file, ..] when IsLog(file) => StorePart.ContainerLogs,
            [Own, Quarantine, ..] => StorePart.Quarantine,
            [var top, QuarantineInside, ..] when HasQuarantineInside(top) => StorePart.Quarantine,
            [var top, var folder, QuarantineInside, ..] when top == home && FoldersOfLayers.Contains(folder) =>
                StorePart.Quarantine,
            ["image", _, "layerdb", "tmp", ..] or ["buildkit", "executor", ..] => StorePart.Scratch,
            [var top, .. var rest] when top == home => rest is [] || (rest is [var name] && IsOfDriver(name))
                ? StorePart.Metadata
                : StorePart.Unexplained,
            ["volumes", var name, ..] => FilesOfVolumes.Contains(name) ? StorePart.Metadata : StorePart.Unexplained,
            [var top, ..] => PartOfTop(top),
            [] => StorePart.Unexplained,
        };

    /// <summary>Directories that get a quarantine of their own if they are mounts: engines ignore unknown entries in
    /// them.</summary>
    private bool HasQuarantineInside(string top) => top == home || top is "image" or "plugins" or "buildkit";

    private static bool IsOfDriver(string name) => FoldersOfLayers.Contains(name) || FilesOfDrivers.Contains(name);

    /// <summary>Logs of the drivers <c>json-file</c> (rotated ones end in a number) and <c>local</c>.</summary>
    private static bool IsLog(string name) =>
        name == "local-logs" || name.Contains("-json.log", StringComparison.Ordinal);

    private static StorePart PartOfTop(string name) =>
        Tops.TryGetValue(name, out var part) ? part
        : Metadata.Contains(name)
        || name.StartsWith("repositories-", StringComparison.Ordinal)
        || name.StartsWith(".migration-v1-", StringComparison.Ordinal)
            ? StorePart.Metadata
        : Drivers.Contains(name) || IsUserNamespaceRoot(name) ? StorePart.LeftoverStores
        : StorePart.Unexplained;

    private static bool IsUserNamespaceRoot(string name) =>
        name.Split('.') is [{ Length: > 0 } user, { Length: > 0 } group]
        && user.All(char.IsAsciiDigit)
        && group.All(char.IsAsciiDigit);
}
