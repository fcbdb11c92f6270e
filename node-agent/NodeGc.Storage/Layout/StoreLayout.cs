using System.Collections.Immutable;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Layout;

/// <summary>What lies at the top of a data root, which storage driver is in use there, and of which age the engine is
/// that wrote it.</summary>
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

    /// <summary>The names and what they are.</summary>
    public required ImmutableArray<DirectoryEntry> Entries { get; init; }

    /// <summary>Drivers with a home that is not empty, in order; vfs only where it holds layers.</summary>
    public required ImmutableArray<string> Drivers { get; init; }

    /// <summary>Drivers that metadata of images or containers names, in order.</summary>
    public required ImmutableArray<string> NamedDrivers { get; init; }

    /// <summary>Directories lie in the folder of vfs, and nothing says whether they are layers or data of
    /// volumes.</summary>
    public required bool HasDirectoriesInVfs { get; init; }

    /// <summary>Images are or were kept by containerd.</summary>
    public required bool HasContainerdImages { get; init; }

    /// <summary>Volumes have or had a database: since 1.11. The engine makes it at its first start, with folders that
    /// 1.12 brought.</summary>
    public required bool HasVolumeDatabase { get; init; }

    /// <summary>An engine has worked here: there is metadata of containers or images.</summary>
    public bool HasStore => Has("containers") || Has(ImageFolder) || HasGraph;

    /// <summary>An engine since 18.09 has started here: it makes these when it starts, and with them all other folders
    /// of its store.</summary>
    public bool IsOfLaterEngine => Has("engine-id") || Has("runtimes") || Has("containerd");

    /// <summary>There are records of images of before 1.10.</summary>
    public bool HasGraph => Has("graph");

    /// <summary>There were such records: something else that was written with them is still there.</summary>
    public bool HadGraph => HasGraph || HasAnything(Repositories) || HasAnything(".migration-v1-");

    /// <summary>The store was written by an engine before 1.10 and never by a later one: directories are named after
    /// images and containers.</summary>
    public bool IsGraphEra => HasGraph && !Has(ImageFolder) && !HasAnything(".migration-v1-");

    /// <summary>The drivers for which <c>graph</c> holds images, by the lists of their names.</summary>
    public ImmutableArray<string> GraphDrivers =>
        [
            .. Names
                .Where(name => name.StartsWith(Repositories, StringComparison.Ordinal))
                .Select(name => name[Repositories.Length..])
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The names at the top.</summary>
    public IEnumerable<string> Names => Entries.Select(entry => entry.Name.ToString());

    /// <summary>Looks at the data root.</summary>
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

    /// <summary>The driver that an engine would use here, as the engine itself decides: the one it was told, else the
    /// only one that was used before, else, where containerd has images, containerd. Null where that is not
    /// clear.</summary>
    /// <param name="told">What the engine was told; null = nothing.</param>
    /// <param name="containerd">Whether it was told to keep images in containerd; null = it was told nothing.</param>
    public string? FindDriver(string? told, bool? containerd) =>
        (told, Drivers) switch
        {
            _ when containerd == true => DriverNames.Containerd,
            ({ Length: > 0 }, _) => told,
            (_, [var only]) => NamedDrivers.IsEmpty || NamedDrivers.Contains(only) ? only : null,
            (_, []) when HasContainerdImages && containerd is null => DriverNames.Containerd,
            (_, []) => FindNamed(),
            _ => null,
        };

    /// <summary>Where no home tells it: it may be gone, or be that of vfs, which alone tells nothing.</summary>
    private string? FindNamed() =>
        NamedDrivers switch
        {
            [var only] => only,
            [] => HasDirectoriesInVfs && !HasGraph ? DriverNames.Vfs : DriverNames.Overlay2,
            _ => null,
        };

    /// <summary>Whether what lies in <c>vfs/dir</c> beside the known volumes can only have been data of volumes: no
    /// layer was ever kept there.</summary>
    public bool HoldsStrayVolumeData(string driver) => driver != DriverNames.Vfs && !Drivers.Contains(DriverNames.Vfs);

    private bool Has(string name) => Names.Contains(name, StringComparer.Ordinal);

    private bool HasAnything(string prefix) => Names.Any(name => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>vfs never counts by its home alone: before 1.7 every driver kept volumes there. It counts where it has
    /// metadata of images.</summary>
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
