using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Docker.Volumes;

namespace NodeGc.Stores.Docker.Layout;

/// <summary>
/// Adds each store of an unused driver as one resource, with its image metadata. It becomes usable again as a whole
/// with its driver, so nothing in it is evaluated separately.
/// </summary>
internal sealed class DormantStores(ReadPass pass, StoreLayout layout, OldVolumes volumes)
{
    private readonly List<(string Name, ResourceId Store)> names = [];

    /// <summary>Adds the stores and other resources in them.</summary>
    public void Read()
    {
        foreach (
            var driver in layout.Drivers.Where(driver => driver != pass.Driver && DriverNames.Read.Contains(driver))
        )
            pass.MetadataReader.Read(driver, Owners.Only(new ResourceId(ResourceKind.Store, driver)), () =>
                ReadStore(driver)
            );
    }

    /// <summary>The names by which the kernel would refer to something in a store: those of its directories, and
    /// overlay2's short names.</summary>
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
            RelatedPaths = RelatedPathsOf(driver),
        };
        store.Title = $"{driver}, an unused storage driver";
        if (driver == DriverNames.Vfs)
            KeepVolumes(store);
        names.AddRange(
            from folder in new[] { DriverHome.From(driver).Folder, $"{driver}/l" }
            from entry in pass.Root.List(folder)
            let name = entry.Name.ToString()
            where LayerNames.IsDirectory(name) || LayerNames.IsShort(name)
            select (name, store.Id)
        );
    }

    /// <summary>The last use shows where the engine writes: in the layers and in its metadata.</summary>
    private static string[] Places(string driver) =>
        [
            DriverHome.From(driver).Folder,
            $"image/{driver}",
            $"image/{driver}/repositories.json",
            $"image/{driver}/layerdb/sha256",
            $"image/{driver}/layerdb/mounts",
        ];

    /// <summary>Pre-1.10 records belong to the store if they belong to no other.</summary>
    private ImmutableArray<string> RelatedPathsOf(string driver)
    {
        var old = layout.GraphDrivers is [var only] && only == driver;
        string[] all = old
            ? [$"image/{driver}", $"repositories-{driver}", "graph"]
            : [$"image/{driver}", $"repositories-{driver}"];
        return [.. all.Where(path => pass.Root.FindStatus(path) is not null)];
    }

    /// <summary>The home of vfs holds volume data: it is kept as long as one of these volumes is.</summary>
    private void KeepVolumes(ResourceBuilder store)
    {
        foreach (
            var volume in pass
                .Findings.Builders.Where(builder =>
                    builder.Id.Kind == ResourceKind.Volume && volumes.FindDataOf(builder.Id.Name) is not null
                )
                .ToList()
        )
            volume.Need(store.Id);
    }
}
