using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;
using NodeGc.Storage.Volumes;

namespace NodeGc.Storage.Layout;

/// <summary>
/// Adds each store of a driver that is not in use now as one thing, with its metadata of images. It comes back complete
/// when the driver does, so nothing in it is judged by itself.
/// </summary>
internal sealed class DormantStores(ReadPass pass, StoreLayout layout, OldVolumes volumes)
{
    private readonly List<(string Name, ResourceId Store)> names = [];

    /// <summary>Adds the stores and what of other things lies in them.</summary>
    public void Read()
    {
        foreach (
            var driver in layout.Drivers.Where(driver => driver != pass.Driver && DriverNames.Read.Contains(driver))
        )
            pass.Pieces.Read(driver, Owners.Only(new ResourceId(ResourceKind.Store, driver)), () => ReadStore(driver));
    }

    /// <summary>The names by which the kernel would call something in a store: those of its directories, and overlay2's
    /// short names.</summary>
    public IEnumerable<(string Name, ResourceId Store)> Names => names;

    private void ReadStore(string driver)
    {
        if (pass.Root.FindStatus(driver) is not { Kind: FileKind.Directory } home)
            return;
        var store = pass.Findings.Get(ResourceKind.Store, driver);
        var changed = Places(driver)
            .Select(path => pass.Root.FindStatus(path)?.LastChanged ?? home.LastChanged)
            .Append(home.LastChanged)
            .Max();
        store.Directory = new DirectoryFacts(driver, home.Fingerprint, home.Born, changed)
        {
            Companions = CompanionsOf(driver),
        };
        store.Title = $"{driver}, a storage driver that is not in use";
        if (driver == DriverNames.Vfs)
            KeepVolumes(store);
        names.AddRange(
            from folder in new[] { DriverHome.Of(driver).Folder, $"{driver}/l" }
            from entry in pass.Root.List(folder)
            let name = entry.Name.ToString()
            where LayerNames.IsDirectory(name) || LayerNames.IsShort(name)
            select (name, store.Id)
        );
    }

    /// <summary>The last time of use shows where the engine writes: at the layers, and in its metadata.</summary>
    private static string[] Places(string driver) =>
        [
            DriverHome.Of(driver).Folder,
            $"image/{driver}",
            $"image/{driver}/repositories.json",
            $"image/{driver}/layerdb/sha256",
            $"image/{driver}/layerdb/mounts",
        ];

    /// <summary>Records of before 1.10 belong to the store where they belong to no other.</summary>
    private ImmutableArray<string> CompanionsOf(string driver)
    {
        var old = layout.GraphDrivers is [var only] && only == driver;
        string[] all = old
            ? [$"image/{driver}", $"repositories-{driver}", "graph"]
            : [$"image/{driver}", $"repositories-{driver}"];
        return [.. all.Where(path => pass.Root.FindStatus(path) is not null)];
    }

    /// <summary>Data of volumes lies in the home of vfs: as long as a volume stays, so does the store.</summary>
    private void KeepVolumes(Draft store)
    {
        foreach (
            var volume in pass
                .Findings.Drafts.Where(draft =>
                    draft.Id.Kind == ResourceKind.Volume && volumes.FindDataOf(draft.Id.Name) is not null
                )
                .ToList()
        )
            volume.Need(store.Id);
    }
}
