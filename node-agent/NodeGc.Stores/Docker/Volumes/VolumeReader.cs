using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Bolt;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Volumes;

/// <summary>Reads <c>volumes/</c>: the directories, their options, and the engine's database.</summary>
internal sealed class VolumeReader(ReadPass pass, OldVolumes old, StoreLayout layout)
{
    private const string Folder = "volumes";
    private const string Database = "metadata.db";

    private static readonly string[] KnownFiles = [Database, "backingFsBlockDev", "_tmp"];

    private readonly Dictionary<string, VolumeRecord> records = new(StringComparer.Ordinal);

    /// <summary>The records of the database, by name.</summary>
    public IReadOnlyDictionary<string, VolumeRecord> Records => records;

    /// <summary>First step, before any owner is read: the candidates.</summary>
    public void ListCandidates()
    {
        pass.MetadataReader.Read(Folder, Owners.Volumes, ListFolder, Remedies.Volumes);
        if (layout.HoldsStrayVolumeData(pass.Driver))
            new StrayVolumeData(pass, old).Read();
    }

    /// <summary>Second step: the records.</summary>
    public void ReadRecords() =>
        pass.MetadataReader.Read(
            $"{Folder}/{Database}",
            Owners.Volumes,
            () =>
            {
                if (pass.FindFolder(Folder) is not { } volumes)
                    return;
                using var file = volumes.FindFileHandle(Database);
                if (file is null)
                {
                    if ((layout.HasVolumeDatabase && HasVolumes) || MayHaveVolumesAmongLayers(volumes))
                        throw new MetadataDamagedException(
                            "it is missing, so it is unknown which volumes the engine has"
                        );
                    return;
                }
                if (RandomAccess.GetLength(file) == 0)
                    throw new MetadataDamagedException("it is empty");
                foreach (var record in VolumeDatabase.Read(BoltFile.Read(file)))
                    records[record.Name] = record;
            },
            Remedies.VolumeDatabase
        );

    /// <summary>In a vfs store upgraded from before 1.7, only the volumes directory distinguishes volume data from
    /// layers.</summary>
    private bool MayHaveVolumesAmongLayers(StoreFolder volumes) =>
        pass.Driver == DriverNames.Vfs && layout.HadGraph && !layout.IsGraphEra && volumes.Handle.List().IsEmpty;

    private bool HasVolumes =>
        pass.Findings.Builders.Any(builder =>
            builder.Id.Kind == ResourceKind.Volume || builder.Needs.Any(need => need.Kind == ResourceKind.Volume)
        );

    private void ListFolder()
    {
        if (pass.FindFolder(Folder) is not { } volumes)
        {
            if (!layout.HasStore)
                return;
            throw new MetadataDamagedException(
                "it is missing, although every engine creates it on start, so it is unknown which volumes exist"
            );
        }
        foreach (var entry in volumes.Handle.List())
        {
            var name = entry.Name.ToString();
            if (entry.Kind == FileKind.Directory && VolumeNames.IsValid(name))
                pass.MetadataReader.Read(volumes.At(name), Owners.Only(ResourceId.Volume(name)), () =>
                    new VolumeDirectory(pass, volumes, old, layout).Read(name)
                );
            else if (!KnownFiles.Contains(name))
                pass.Findings.Add(Odd(volumes.At(name), entry.Kind));
        }
    }

    private static Leftover Odd(string path, FileKind kind) =>
        kind == FileKind.SymbolicLink
            ? new Leftover(
                LeftoverKind.UnknownName,
                path,
                "a symbolic link is not a volume; neither it nor its target is changed"
            )
            : new Leftover(LeftoverKind.UnknownName, path, "not a volume name; ignored");
}
