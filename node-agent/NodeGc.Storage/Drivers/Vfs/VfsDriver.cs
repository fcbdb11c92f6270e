using NodeGc.Collector.Inventories;
using NodeGc.Storage.Reading;
using NodeGc.Storage.Volumes;

namespace NodeGc.Storage.Drivers.Vfs;

/// <summary>
/// Reads the home of the vfs driver: a directory is a whole copy of its parent, so none needs another. Before Docker
/// 1.7 the same folder holds the data of volumes, whatever the driver; what a volume's record names is a volume's and
/// no layer.
/// </summary>
internal sealed class VfsDriver(ReadPass pass, OldVolumes volumes) : IStorageDriver
{
    /// <summary>A copy of the parent is made before the marker, and with it the times of the parent's
    /// directory.</summary>
    public TimeSpan RegisterMargin => TimeSpan.FromDays(1);

    public IEnumerable<(string Name, string Directory)> Aliases => [];

    public string Account => "";

    public void ListCandidates() => pass.Pieces.Read(pass.Home.Folder, DoubtScope.Layers, () =>
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
        // Nor can what it needs be unknown.
    }
}
