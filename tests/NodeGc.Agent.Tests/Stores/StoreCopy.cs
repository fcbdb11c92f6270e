using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Collector.Marking;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.Stores;

/// <summary>A data root of a test's own, with a state directory beside it.</summary>
internal sealed class StoreCopy : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan[] ScansAgo = [TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(15)];

    private StoreCopy(string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("nodegc-store-").FullName;
        EngineStore.CopyTree(EngineStore.Shared.Template, DataRoot);
    }

    public string Folder { get; }

    public string DataRoot => Path.Combine(Folder, "data");

    public string StateDirectory => Path.Combine(Folder, "state");

    /// <summary>The layer directories that nothing needs.</summary>
    public IReadOnlyList<string> Orphans { get; private set; } = [];

    /// <summary>A copy whose orphans were seen in two scans, a quarter of an hour apart: <c>clean --yes</c> removes
    /// them at once.</summary>
    public static Task<StoreCopy> ConfirmedAsync() => ConfirmAsync(new StoreCopy());

    /// <summary>The same in a folder that the caller made, for example on a disk of its own, and removes.</summary>
    public static Task<StoreCopy> ConfirmedInAsync(string folder) => ConfirmAsync(new StoreCopy(folder));

    /// <summary>A path below the data root.</summary>
    public string PathOf(string relative) => Path.Combine(DataRoot, relative);

    /// <summary>The only file or directory that matches a pattern such as <c>containers/*/config.v2.json</c>, or the
    /// first of several.</summary>
    public string First(string folder, string pattern) =>
        Directory
            .EnumerateFileSystemEntries(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .First();

    /// <summary>Everything that a change to the tree would change: names, inodes, kinds, modes, links, sizes and times
    /// of change.</summary>
    public string Digest() =>
        string.Join(
            '\n',
            new ExternalCommand("/usr/bin/find", DataRoot, "-printf", "%P %i %y %m %n %s %C@ %l\\n")
                .Run()
                .Text.Split('\n')
                .Order(StringComparer.Ordinal)
        );

    /// <summary>As <see cref="Digest"/>, without the orphans, what is NodeGc's own, and the folders whose times change
    /// when an orphan leaves.</summary>
    public string DigestWithoutOrphans() => string.Join('\n', Digest().Split('\n').Where(IsLeftInPeace));

    private bool IsLeftInPeace(string line)
    {
        var path = line.Split(' ')[0];
        string[] around = ["overlay2", "overlay2/l"];
        var isRoot = path.All(char.IsAsciiDigit); // It has no path, and so begins with its inode.
        return !isRoot
            && !around.Contains(path)
            && !path.StartsWith(".nodegc", StringComparison.Ordinal)
            && !path.StartsWith("overlay2/l/", StringComparison.Ordinal)
            && !Orphans.Any(orphan => path == orphan || path.StartsWith(orphan + "/", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>On a busy machine a scan may find something that it cannot judge, as a process that ends meanwhile, and
    /// then it counts nothing: it is begun again.</summary>
    private static async Task<StoreCopy> ConfirmAsync(StoreCopy copy)
    {
        var remarks = new List<string>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            Forget(copy.StateDirectory);
            var state = State.StateDirectory.Open(copy.StateDirectory);
            foreach (var ago in ScansAgo)
                remarks.AddRange(await ScanAsync(copy, state, ago));
            var sightings = state.ReadSightings(copy.DataRoot).ById.Values.ToArray();
            if (sightings is not [{ ScanCount: 2 }, { ScanCount: 2 }, { ScanCount: 2 }])
                continue;
            copy.Orphans = [.. sightings.Select(one => one.Id.Name).Where(IsLayer)];
            return copy;
        }

        throw new AssertionException($"The orphans were not seen in two scans:\n{string.Join('\n', remarks)}");
    }

    /// <summary>The directory itself may be a mount.</summary>
    private static void Forget(string stateDirectory)
    {
        foreach (var file in Directory.CreateDirectory(stateDirectory).EnumerateFiles())
            file.Delete();
    }

    private static bool IsLayer(string name) => name.StartsWith("overlay2/", StringComparison.Ordinal);

    private static async Task<IEnumerable<string>> ScanAsync(StoreCopy copy, State.StateDirectory state, TimeSpan ago)
    {
        var options = new NodeOptions([copy.DataRoot], "/proc", null, copy.StateDirectory, IsReadOnly: true);
        using var scanner = new NodeScanner(options, state, new LaggingClock(ago));
        var scanOptions = ScanOptions.ForReports with { SettleTime = TimeSpan.Zero };
        var inventory = (await scanner.ScanAsync(scanOptions, progress: null, CancellationToken.None)).Inventory;
        return
        [
            $"scan {ago} ago",
            .. inventory.Doubts.Select(doubt => doubt.ToString()),
            .. inventory.Graph.Candidates.Select(one =>
                $"{one.Id}: {new Liveness(inventory).Alive.FindReason(one.Id)}"
            ),
        ];
    }
}
