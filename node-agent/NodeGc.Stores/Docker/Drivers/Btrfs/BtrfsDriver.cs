using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Reading;

namespace NodeGc.Stores.Docker.Drivers.Btrfs;

/// <summary>
/// Reads the home of the btrfs driver: a layer is a subvolume, and a child is a snapshot that no longer needs its
/// parent. A snapshot inherits even the birth time of its source, so identity and age are those of the subvolume.
/// Source: moby, <c>daemon/graphdriver/btrfs</c>.
/// </summary>
internal sealed class BtrfsDriver(ReadPass pass) : IStorageDriver
{
    public TimeSpan RegisterMargin => TimeSpan.FromMinutes(1);

    public IEnumerable<(string Name, string Directory)> Aliases => [];

    public string Account => "";

    public void ListCandidates() => pass.MetadataReader.Read(pass.Home.Folder, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(pass.Home.Folder) is { } home)
                new LayerListing(pass, home) { RelatedPathsOf = name => [$"btrfs/quotas/{name}"] }.Read();
        });

    public void ReadNeeds()
    {
        // No subvolume names another.
    }

    public void DoubtBroken()
    {
        // Its needs cannot be unknown either.
    }
}
