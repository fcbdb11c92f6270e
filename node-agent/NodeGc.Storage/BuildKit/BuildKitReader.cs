using Microsoft.Win32.SafeHandles;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Bolt;
using NodeGc.Storage.Layout;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.BuildKit;

/// <summary>Reads BuildKit's databases. Much build cache is known to nobody else, so a database that is missing is a
/// doubt, not an empty cache.</summary>
internal sealed class BuildKitReader(ReadPass pass, StoreLayout layout)
{
    private const string Folder = "buildkit";
    private const string Executor = "executor";
    private const string Snapshots = "snapshots.db";
    private const string Leases = "containerdmeta.db";

    /// <summary>The databases of cache records: since 20.10, and before.</summary>
    private const string Records = "metadata_v2.db";
    private const string OldRecords = "metadata.db";

    private static readonly string[] All = [Snapshots, Leases, Records, OldRecords, "cache.db"];

    /// <summary>Adds snapshots and leases. Where the engine has no BuildKit (before 18.06) there is nothing to
    /// add.</summary>
    public void Read() =>
        pass.Pieces.Read(
            Folder,
            Owners.BuildKit,
            () =>
            {
                if (pass.FindFolder(Folder) is not { } buildkit)
                {
                    RefuseGone();
                    return;
                }
                if (!MustHaveRecords(buildkit))
                    return;
                ReadDatabase(buildkit, Snapshots, new SnapshotReader(pass).Read);
                if (buildkit.FindStatus(Leases) is not null || MustHaveLeases(buildkit))
                    ReadDatabase(buildkit, Leases, new LeaseReader(pass).Read);
                RefuseMissingRecords(buildkit);
                ReadSteps(buildkit);
            },
            Remedies.BuildKit
        );

    /// <summary>Every engine since 18.09 makes the folder when it starts, and only BuildKit gives directories such
    /// names.</summary>
    private void RefuseGone()
    {
        var made = pass.Findings.Drafts.Count(draft =>
            draft.Id.Kind == ResourceKind.LayerDirectory
            && LayerNames.IsRandom(draft.Id.Name.AsSpan(pass.Driver.Length + 1))
        );
        if (made > 0)
            throw new MetadataDamagedException(
                $"it is missing, but BuildKit made {made} of the layer directories, so which of them it still owns is "
                    + $"unknown"
            );
        if (layout.IsOfLaterEngine)
            throw new MetadataDamagedException(
                "it is missing, although this engine makes it when it starts, so what BuildKit owns is unknown"
            );
    }

    /// <summary>The folder of a build step is mounted as long as the step runs: what the kernel does not name was
    /// interrupted.</summary>
    private void ReadSteps(StoreFolder buildkit)
    {
        foreach (
            var entry in buildkit
                .List(Executor)
                .Where(entry => entry.Kind == FileKind.Directory && LayerNames.IsRandom(entry.Name.ToString()))
        )
            pass.AddDebris(
                buildkit.At($"{Executor}/{entry.Name.ToString()}"),
                "left by a build step that was interrupted"
            );
    }

    /// <summary>With the containerd image store only other databases lie here; with none at all, some must have been
    /// lost.</summary>
    private static bool MustHaveRecords(StoreFolder buildkit)
    {
        if (All.Any(name => buildkit.FindStatus(name) is not null))
            return true;
        if (buildkit.FindStatus("history_c8d.db") is not null)
            return false;
        throw new MetadataDamagedException("it holds no database, so what BuildKit owns is unknown");
    }

    private static bool MustHaveLeases(StoreFolder buildkit) =>
        buildkit.FindStatus(OldRecords) is null || buildkit.FindStatus(Records) is not null;

    private void RefuseMissingRecords(StoreFolder buildkit)
    {
        var name =
            buildkit.FindStatus(Records) is null && buildkit.FindStatus(OldRecords) is not null ? OldRecords : Records;
        Open(buildkit, name, BoltFile.CheckHead);
    }

    private void ReadDatabase(StoreFolder buildkit, string name, Action<BoltDatabase> read) =>
        Open(buildkit, name, file => read(BoltFile.Read(file)));

    private void Open(StoreFolder buildkit, string name, Action<SafeFileHandle> read) =>
        pass.Pieces.Read(
            buildkit.At(name),
            Owners.BuildKit,
            () =>
            {
                using var file = buildkit.FindFileHandle(name) ?? throw new MetadataDamagedException("it is missing");
                if (RandomAccess.GetLength(file) == 0)
                    throw new MetadataDamagedException("it is empty");
                read(file);
            },
            Remedies.BuildKitDatabase
        );
}
