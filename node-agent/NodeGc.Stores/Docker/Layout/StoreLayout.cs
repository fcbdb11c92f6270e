using System.Collections.Immutable;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Layout;

/// <summary>The top level of a data root, its storage driver, and the version range of the engine that wrote
/// it.</summary>
internal sealed record StoreLayout
{
    private const string Repositories = "repositories-";
    private const string ImageFolder = "image";
    private static readonly string[] SinceVolumeDatabase =
    [
        "swarm",
        "plugins",
        "buildkit",
        "builder",
        "runtimes",
        "engine-id",
        "containerd",
        "rootfs",
    ];

    /// <summary>The top-level entries.</summary>
    public required ImmutableArray<DirectoryEntry> Entries { get; init; }

    /// <summary>Drivers with a non-empty home, in order; vfs only if it holds layers.</summary>
    public required ImmutableArray<string> Drivers { get; init; }

    /// <summary>Drivers named by metadata of images or containers, in order.</summary>
    public required ImmutableArray<string> NamedDrivers { get; init; }

    /// <summary>The vfs directory has entries, which may be layers or volume data.</summary>
    public required bool HasDirectoriesInVfs { get; init; }

    /// <summary>Images are or were stored by containerd.</summary>
    public required bool HasContainerdImages { get; init; }

    /// <summary>Volumes have or had a database (since 1.11). The engine creates it on its first start, with directories
    /// that came with 1.12.</summary>
    public required bool HasVolumeDatabase { get; init; }

    /// <summary>An engine has stored data here: there is metadata of containers or images.</summary>
    public bool HasStore => Has("containers") || Has(ImageFolder) || HasGraph;

    /// <summary>An engine since 18.09 has been started here: on start it creates these and all other directories of its
    /// store.</summary>
    public bool IsOfLaterEngine => Has("engine-id") || Has("runtimes") || Has("containerd");

    /// <summary>There are pre-1.10 image records.</summary>
    public bool HasGraph => Has("graph");

    /// <summary>There were such records: something else written with them still exists.</summary>
    public bool HadGraph => HasGraph || HasAnything(Repositories) || HasAnything(".migration-v1-");

    /// <summary>The store was only used by engines before 1.10: directories are named after images and
    /// containers.</summary>
    public bool IsGraphEra => HasGraph && !Has(ImageFolder) && !HasAnything(".migration-v1-");

    /// <summary>The drivers for which <c>graph</c> has images, by their repositories files.</summary>
    public ImmutableArray<string> GraphDrivers =>
        [
            .. Names
                .Where(name => name.StartsWith(Repositories, StringComparison.Ordinal))
                .Select(name => name[Repositories.Length..])
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The top-level names.</summary>
    public IEnumerable<string> Names => Entries.Select(entry => entry.Name.ToString());

    /// <summary>Reads the top level of the data root.</summary>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    public static StoreLayout Read(StoreFolder root)
    {
        var entries = root.List(".");
        var names = entries.Select(entry => entry.Name.ToString()).ToHashSet(StringComparer.Ordinal);
        return new StoreLayout
        {
            Entries = entries,
            Drivers =
            [
                .. names
                    .Where(name => DriverNames.All.Contains(name) && IsInUse(root, name, names))
                    .Order(StringComparer.Ordinal),
            ],
            NamedDrivers = DriverTraces.In(root),
            HasDirectoriesInVfs = DriverTraces.HasDirectoriesInVfs(root),
            HasContainerdImages = ContainerdTraces.AreIn(root),
            HasVolumeDatabase =
                root.FindStatus("volumes/metadata.db") is not null || SinceVolumeDatabase.Any(names.Contains),
        };
    }

    /// <summary>The driver that an engine would select here, by its own rules: the configured one, else the only one
    /// used before, else containerd if it has images. Null if unclear.</summary>
    /// <param name="configured">The configured driver; null = none.</param>
    /// <param name="containerd">Whether the containerd image store is configured; null = not configured.</param>
    public string? FindDriver(string? configured, bool? containerd) =>
        (configured, Drivers) switch
        {
            _ when containerd == true => DriverNames.Containerd,
            ({ Length: > 0 }, _) => configured,
            (_, [var only]) => NamedDrivers.IsEmpty || NamedDrivers.Contains(only) ? only : null,
            (_, []) when HasContainerdImages && containerd is null => DriverNames.Containerd,
            (_, []) => FindNamed(),
            _ => null,
        };

    /// <summary>If no home shows it: the home may be missing, or be that of vfs, which proves nothing by
    /// itself.</summary>
    private string? FindNamed() =>
        NamedDrivers switch
        {
            [var only] => only,
            [] => HasDirectoriesInVfs && !HasGraph ? DriverNames.Vfs : DriverNames.Overlay2,
            _ => null,
        };

    /// <summary>Whether everything in <c>vfs/dir</c> must be volume data because no layer was ever stored
    /// there.</summary>
    public bool HoldsStrayVolumeData(string driver) => driver != DriverNames.Vfs && !Drivers.Contains(DriverNames.Vfs);

    private bool Has(string name) => Names.Contains(name, StringComparer.Ordinal);

    private bool HasAnything(string prefix) => Names.Any(name => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The home of vfs alone does not count: before 1.7 every driver stored volumes there. It counts if it has
    /// image metadata.</summary>
    private static bool IsInUse(StoreFolder root, string driver, HashSet<string> names)
    {
        if (
            driver == DriverNames.Vfs
            && root.FindStatus($"{ImageFolder}/{driver}") is null
            && !names.Contains(Repositories + driver)
            && !DriverTraces.HasLayersInVfs(root)
        )
            return false;
        return root.FindStatus(driver) is not { Kind: FileKind.Directory } || !root.List(driver).IsEmpty;
    }
}
