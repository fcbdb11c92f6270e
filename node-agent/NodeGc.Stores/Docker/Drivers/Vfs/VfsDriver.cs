using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Docker.Volumes;

namespace NodeGc.Stores.Docker.Drivers.Vfs;

/// <summary>
/// Reads the home of the vfs driver: a directory is a full copy of its parent, so none needs another. Before Docker 1.7
/// the same directory holds the data of volumes, whatever the driver; what a volume's record names is volume data, not
/// a layer.
/// </summary>
internal sealed class VfsDriver(ReadPass pass, OldVolumes volumes) : IStorageDriver
{
    /// <summary>The parent is copied before the marker is created, including the times of its directory.</summary>
    public TimeSpan RegisterMargin => TimeSpan.FromDays(1);

    public IEnumerable<(string Name, string Directory)> Aliases => [];

    public string Account => "";

    public void ListCandidates() => pass.MetadataReader.Read(pass.Home.Folder, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(pass.Home.Folder) is { } home)
                new LayerListing(pass, home) { IsForeign = volumes.HasData }.Read();
        });

    public void ReadNeeds()
    {
        // No directory names another.
    }

    public void DoubtBroken()
    {
        // Its needs cannot be unknown either.
    }
}
