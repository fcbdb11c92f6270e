using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Collector.Inventories;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.Stores;

/// <summary>A data root of a test's own, with a state directory beside it.</summary>
internal sealed class StoreCopy : IDisposable
{
    private static readonly TimeSpan[] LooksAgo = [TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(15)];

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

    /// <summary>A copy whose orphans were seen in two looks, a quarter of an hour apart: <c>clean --yes</c> removes them at once.</summary>
    public static Task<StoreCopy> ConfirmedAsync() => ConfirmAsync(new StoreCopy());

    /// <summary>The same in a folder that the caller made, for example on a disk of its own, and removes.</summary>
    public static Task<StoreCopy> ConfirmedInAsync(string folder) => ConfirmAsync(new StoreCopy(folder));

    /// <summary>A path below the data root.</summary>
    public string PathOf(string relative) => Path.Combine(DataRoot, relative);

    /// <summary>The only file or directory that matches a pattern such as <c>containers/*/config.v2.json</c>, or the first of several.</summary>
    public string First(string folder, string pattern) =>
        Directory.EnumerateFileSystemEntries(PathOf(folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();

    /// <summary>Everything that a change to the tree would change: names, inodes, kinds, modes, links, sizes and times of change.</summary>
    public string Digest() => string.Join('\n',
        new ExternalCommand("/usr/bin/find", DataRoot, "-printf", "%P %i %y %m %n %s %C@ %l\\n").Run().Text.Split('\n').Order(StringComparer.Ordinal));

    /// <summary>As <see cref="Digest"/>, without the orphans, what is NodeGc's own, and the folders whose times change when
    /// an orphan leaves.</summary>
    public string DigestWithoutOrphans() => string.Join('\n', Digest().Split('\n').Where(IsLeftInPeace));

    private bool IsLeftInPeace(string line)
    {
        var path = line.Split(' ')[0];
        string[] around = ["overlay2", "overlay2/l"];
        var isRoot = path.All(char.IsAsciiDigit); // It has no path, and so begins with its inode.
        return !isRoot && !around.Contains(path) && !path.StartsWith(".nodegc", StringComparison.Ordinal)
            && !path.StartsWith("overlay2/l/", StringComparison.Ordinal)
            && !Orphans.Any(orphan => path == orphan || path.StartsWith(orphan + "/", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async Task<StoreCopy> ConfirmAsync(StoreCopy copy)
    {
        var state = State.StateDirectory.Open(copy.StateDirectory);
        var remarks = new List<string>();
        foreach (var ago in LooksAgo)
        {
            using var scanner = new NodeScanner(new NodeOptions([copy.DataRoot], "/proc", null, copy.StateDirectory, IsReadOnly: true), state, new LaggingClock(ago));
            var looking = Looking.ForReports with { Settle = TimeSpan.Zero };
            var scan = await scanner.ScanAsync(looking, progress: null, CancellationToken.None);
            remarks.AddRange(scan.Inventory.Doubts.Select(doubt => doubt.ToString()));
            remarks.AddRange(scan.Inventory.Resources.Where(one => one.Id.Kind == ResourceKind.OpenFile).Select(one => one.ToString()));
            remarks.AddRange(scan.Inventory.Graph.Candidates.Select(one => $"{one.Id}: {scan.Inventory.Alive.FindReason(one.Id)}"));
        }

        var sightings = state.ReadSightings(copy.DataRoot).ById.Values;
        Assert.That(
            sightings.Select(sighting => sighting.Looks), Has.All.EqualTo(2).And.Exactly(3).Items,
            string.Join('\n', sightings.Select(one => one.ToString()).Concat(remarks)));
        copy.Orphans = [.. sightings.Where(one => one.Id.Name.StartsWith("overlay2/", StringComparison.Ordinal)).Select(one => one.Id.Name)];
        return copy;
    }
}
