using System.Collections.Immutable;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>The layer directories of a daemon, read plainly and without the code under test.</summary>
internal sealed class LayerStore(PrivateDockerd dockerd)
{
    /// <summary>Where the storage driver keeps its directories, relative to the data root.</summary>
    public string Folder =>
        dockerd.StorageDriver switch
        {
            "vfs" => "vfs/dir",
            "btrfs" => "btrfs/subvolumes",
            var driver => driver,
        };

    public string Home => Path.Combine(dockerd.DataRoot, Folder);

    public string LayerDb => Path.Combine(dockerd.DataRoot, $"image/{dockerd.StorageDriver}/layerdb");

    /// <summary>Where a layer's own files lie.</summary>
    public string DataOf(string name) =>
        Path.Combine(Home, name, dockerd.StorageDriver is "vfs" or "btrfs" ? "" : "diff");

    /// <summary>Names of all layer directories.</summary>
    public ImmutableHashSet<string> List() =>
        [
            .. Directory
                .EnumerateDirectories(Home)
                .Select(path => Path.GetFileName(path))
                .Where(name => name is not ("l" or ".nodegc-quarantine")),
        ];

    /// <summary>Chains that the engine knows.</summary>
    public ImmutableHashSet<string> ListChains() =>
        Directory.Exists(Path.Combine(LayerDb, "sha256"))
            ?
            [
                .. Directory
                    .EnumerateDirectories(Path.Combine(LayerDb, "sha256"))
                    .Select(path => Path.GetFileName(path)),
            ]
            : [];

    /// <summary>Layers that are being registered, or were when the daemon died.</summary>
    public IReadOnlyList<string> ListWriteSets() =>
        Directory.Exists(Path.Combine(LayerDb, "tmp")) ? Directory.GetDirectories(Path.Combine(LayerDb, "tmp")) : [];

    public string CacheIdOf(string chain) =>
        File.ReadAllText(Path.Combine(LayerDb, "sha256", chain, "cache-id")).Trim();

    /// <summary>What an action added.</summary>
    public ImmutableHashSet<string> AddedBy(Action action)
    {
        var before = List();
        action();
        return List().Except(before);
    }

    /// <summary>The directory that an image's topmost layer lies in.</summary>
    public string TopOf(string image) =>
        Path.GetFileName(
            Path.GetDirectoryName(dockerd.Cli.Do("inspect", "--format", "{{.GraphDriver.Data.UpperDir}}", image))
        )!;

    /// <summary>The directories that a layer's <c>lower</c> file names, nearest parent first.</summary>
    public IReadOnlyList<string> LowersOf(string directory) =>
        [
            .. File.ReadAllText(Path.Combine(Home, directory, "lower"))
                .Split(':')
                .Select(link => new FileInfo(Path.Combine(Home, link)).LinkTarget!.Split('/')[1]),
        ];

    /// <summary>Entries of <c>l/</c> that lead to the directory.</summary>
    public IReadOnlyList<string> ShortLinksTo(string directory) =>
        !Directory.Exists(Path.Combine(Home, "l"))
            ? []
            :
            [
                .. new DirectoryInfo(Path.Combine(Home, "l"))
                    .EnumerateFileSystemInfos()
                    .Where(link => link.LinkTarget == $"../{directory}/diff")
                    .Select(link => link.Name),
            ];
}
