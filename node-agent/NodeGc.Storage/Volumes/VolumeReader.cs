using NodeGc.Collector.Inventories;
using NodeGc.Storage.Bolt;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Layout;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Volumes;

/// <summary>Reads <c>volumes/</c>: the directories, what their options say of where the data lies, and what the
/// engine's database knows.</summary>
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
        pass.Pieces.Read(Folder, Owners.Volumes, ListFolder, Remedies.Volumes);
        if (layout.HoldsStrayVolumeData(pass.Driver))
            new StrayVolumeData(pass, old).Read();
    }

    /// <summary>Second step: the records.</summary>
    public void ReadRecords() =>
        pass.Pieces.Read(
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
                            "it is missing, so which volumes the engine knows is unknown"
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

    /// <summary>In a store carried over from before 1.7 with vfs, the folder of volumes alone tells data of volumes
    /// from layers.</summary>
    private bool MayHaveVolumesAmongLayers(StoreFolder volumes) =>
        pass.Driver == DriverNames.Vfs && layout.HadGraph && !layout.IsGraphEra && volumes.Handle.List().IsEmpty;

    private bool HasVolumes =>
        pass.Findings.Drafts.Any(draft =>
            draft.Id.Kind == ResourceKind.Volume || draft.Needs.Any(need => need.Kind == ResourceKind.Volume)
        );

    private void ListFolder()
    {
        if (pass.FindFolder(Folder) is not { } volumes)
        {
            if (!layout.HasStore)
                return;
            throw new MetadataDamagedException(
                "it is missing, although every engine makes it when it starts, so which volumes exist is unknown"
            );
        }
        foreach (var entry in volumes.Handle.List())
        {
            var name = entry.Name.ToString();
            if (entry.Kind == FileKind.Directory && VolumeNames.IsValid(name))
                pass.Pieces.Read(volumes.At(name), Owners.Only(ResourceId.Volume(name)), () =>
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
                "a symbolic link is no volume; neither it nor its target is touched"
            )
            : new Leftover(LeftoverKind.UnknownName, path, "no volume has such a name; it is left alone");
}
