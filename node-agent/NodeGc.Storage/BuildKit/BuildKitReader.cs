using NodeGc.Collector.Inventories;
using NodeGc.Storage.Bolt;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.BuildKit;

/// <summary>Reads BuildKit's databases. Much build cache is known to nobody else, so a database that is missing is a doubt, not an empty cache.</summary>
internal sealed class BuildKitReader(ReadPass pass)
{
    private const string Folder = "buildkit";
    private const string Executor = "executor";
    private const string Snapshots = "snapshots.db";
    private const string Leases = "containerdmeta.db";

    /// <summary>The databases of cache records: since 20.10, and before.</summary>
    private const string Records = "metadata_v2.db";
    private const string OldRecords = "metadata.db";

    private static readonly string[] All = [Snapshots, Leases, Records, OldRecords, "cache.db"];

    /// <summary>Adds snapshots and leases. Where the engine has no BuildKit (before 18.06) there is nothing to add.</summary>
    public void Read() => pass.Pieces.Read(Folder, DoubtScope.Layers, () =>
    {
        if (pass.FindFolder(Folder) is not { } buildkit || !MustHaveRecords(buildkit)) return;
        ReadDatabase(buildkit, Snapshots, new SnapshotReader(pass).Read);
        if (buildkit.FindStatus(Leases) is not null || MustHaveLeases(buildkit)) ReadDatabase(buildkit, Leases, new LeaseReader(pass).Read);
        RefuseMissingRecords(buildkit);
        ReadSteps(buildkit);
    });

    /// <summary>The folder of a build step is mounted as long as the step runs: what the kernel does not name was interrupted.</summary>
    private void ReadSteps(StoreFolder buildkit)
    {
        foreach (var entry in buildkit.List(Executor).Where(entry => entry.Kind == FileKind.Directory && LayerNames.IsRandom(entry.Name.ToString())))
            pass.AddDebris(buildkit.At($"{Executor}/{entry.Name.ToString()}"), "left by a build step that was interrupted");
    }

    /// <summary>With the containerd image store only other databases lie here; with none at all, some must have been lost.</summary>
    private static bool MustHaveRecords(StoreFolder buildkit)
    {
        if (All.Any(name => buildkit.FindStatus(name) is not null)) return true;
        if (buildkit.FindStatus("history_c8d.db") is not null) return false;
        throw new MetadataDamagedException("it holds no database, so what BuildKit owns is unknown");
    }

    private static bool MustHaveLeases(StoreFolder buildkit) => buildkit.FindStatus(OldRecords) is null || buildkit.FindStatus(Records) is not null;

    private static void RefuseMissingRecords(StoreFolder buildkit)
    {
        if (buildkit.FindStatus(Records) is null && buildkit.FindStatus(OldRecords) is null) throw new MetadataDamagedException($"{Records} is missing");
    }

    private void ReadDatabase(StoreFolder buildkit, string name, Action<BoltDatabase> read) => pass.Pieces.Read(buildkit.At(name), DoubtScope.Layers, () =>
    {
        using var file = buildkit.FindFileHandle(name) ?? throw new MetadataDamagedException("it is missing");
        read(BoltFile.Read(file));
    });
}
