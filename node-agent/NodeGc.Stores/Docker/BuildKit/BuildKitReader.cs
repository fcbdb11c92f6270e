using Microsoft.Win32.SafeHandles;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Bolt;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.BuildKit;

/// <summary>Reads BuildKit's databases. Most build cache is recorded nowhere else, so a missing database is a doubt,
/// not an empty cache.</summary>
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

    /// <summary>Adds snapshots and leases; nothing for engines without BuildKit (before 18.06).</summary>
    public void Read() =>
        pass.MetadataReader.Read(
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

    /// <summary>Every engine since 18.09 creates the directory on start, and only BuildKit uses directories with such
    /// names.</summary>
    private void RefuseGone()
    {
        var made = pass.Findings.Builders.Count(builder =>
            builder.Id.Kind == ResourceKind.LayerDirectory
            && LayerNames.IsRandom(builder.Id.Name.AsSpan(pass.Driver.Length + 1))
        );
        if (made > 0)
            throw new MetadataDamagedException(
                $"it is missing, but {made} layer directories were created by BuildKit, so it is unknown which of "
                    + "them are in use"
            );
        if (layout.IsOfLaterEngine)
            throw new MetadataDamagedException(
                "it is missing, although this engine version creates it on start, so it is unknown what BuildKit uses"
            );
    }

    /// <summary>The directory of a build step is mounted while the step runs: one that the kernel does not report was
    /// interrupted.</summary>
    private void ReadSteps(StoreFolder buildkit)
    {
        foreach (
            var entry in buildkit
                .List(Executor)
                .Where(entry => entry.Kind == FileKind.Directory && LayerNames.IsRandom(entry.Name.ToString()))
        )
            pass.AddDebris(buildkit.At($"{Executor}/{entry.Name.ToString()}"), "left by an interrupted build step");
    }

    /// <summary>With the containerd image store there are only other databases; if there are none at all, some must
    /// have been lost.</summary>
    private static bool MustHaveRecords(StoreFolder buildkit)
    {
        if (All.Any(name => buildkit.FindStatus(name) is not null))
            return true;
        if (buildkit.FindStatus("history_c8d.db") is not null)
            return false;
        throw new MetadataDamagedException("it contains no database, so it is unknown what BuildKit uses");
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
        pass.MetadataReader.Read(
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
