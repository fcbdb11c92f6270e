using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Volumes;

/// <summary>
/// Directories of <c>vfs/dir</c> although vfs was never the storage driver: they can only be volume data. Their records
/// are gone, so no engine knows them. They are reported and never changed: it is user data, and there is nothing left
/// to check it against.
/// </summary>
internal sealed class StrayVolumeData(ReadPass pass, OldVolumes volumes)
{
    /// <summary>Adds each as a volume of its own name.</summary>
    public void Read() => pass.MetadataReader.Read(OldVolumes.Folder, DoubtScope.Volumes, () =>
        {
            if (pass.FindFolder(OldVolumes.Folder) is not { } home)
                return;
            foreach (var entry in home.Handle.List())
            {
                var name = entry.Name.ToString();
                if (entry.Kind != FileKind.Directory || !LayerNames.IsHex(name) || volumes.HasData(name))
                    continue;
                if (home.FindStatus(name) is { } status)
                    Add(home, name, status);
            }
        });

    private void Add(StoreFolder home, string name, FileStatus status)
    {
        var builder = pass.Findings.Get(ResourceId.Volume(name));
        builder.Directory = new DirectoryFacts(home.At(name), status.Fingerprint, status.Born, status.LastChanged);
        builder.Volume = new VolumeFacts(IsKnown: false, IsAnonymous: false, IsLocal: false);
    }
}
