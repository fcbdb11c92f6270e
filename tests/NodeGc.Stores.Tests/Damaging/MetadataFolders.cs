using NodeGc.Testing.Stores.Engines;
using NodeGc.Testing.Stores.Engines.Drivers;

namespace NodeGc.Stores.Tests.Damaging;

/// <summary>Which folders of a store hold metadata whose loss can be noticed. What an engine itself takes for a sound
/// store cannot be distinguished from one.</summary>
internal sealed class MetadataFolders(EngineStore store)
{
    private readonly string image = $"image/{store.Driver.Name}";

    /// <summary>The folders that there are. That of a single container is left out: without it nothing is left of the
    /// container, for the engine either.</summary>
    public IEnumerable<(string Path, bool MayBeEmpty)> All =>
        Candidates.Where(folder => HasAnythingIn(folder.Path) && !IsAnotherDriverTakenFor(folder.Path));

    /// <summary>After the last image was removed, lists of images and layers are empty; build cache alone may have
    /// layers without images.</summary>
    private IEnumerable<(string Path, bool MayBeEmpty)> Candidates =>
        [
            ("buildkit", false),
            ("containers", false),
            ("image", false),
            ("graph", false),
            ("volumes", IsOldVfs),
            (image, false),
            ($"{image}/imagedb", false),
            ($"{image}/imagedb/content", false),
            ($"{image}/imagedb/content/sha256", !HasNames),
            ($"{image}/layerdb", false),
            ($"{image}/layerdb/sha256", !HasNames),
            ($"{store.Driver.Name}/l", false),
            .. HasContainers ? new[] { ($"{image}/layerdb/mounts", false) } : [],
            .. Below($"{image}/layerdb/sha256"),
            .. Below($"{image}/layerdb/mounts")
                .Where(mount => HasAnythingIn($"containers/{Path.GetFileName(mount.Path)}", "config.v2.json")),
        ];

    /// <summary>Before 1.10, with vfs, only the directory of volumes distinguishes volume data from layers, and without
    /// volumes it is empty.</summary>
    private bool IsOldVfs => store.Era.IsGraph() && store.Driver.Name == "vfs";

    private bool HasNames =>
        store.Tree.Entries.TryGetValue($"{image}/repositories.json", out var entry)
        && entry is TreeEntry.File { Content.Length: > 30 };

    private bool HasContainers =>
        store.Tree.Entries.Keys.Any(path => path.EndsWith("/config.v2.json", StringComparison.Ordinal));

    /// <summary>The engine never takes the home of vfs for a sign that vfs was in use: without metadata, another
    /// driver's store is the one in use.</summary>
    private bool IsAnotherDriverTakenFor(string folder) =>
        store.Driver.Name == "vfs"
        && folder is "image" or "image/vfs"
        && DriverLayout.All.Any(driver => driver.Name != "vfs" && HasAnythingIn(driver.Name));

    private bool HasAnythingIn(string folder, string file = "") =>
        store.Tree.Entries.Keys.Any(path => path.StartsWith($"{folder}/{file}", StringComparison.Ordinal));

    private IEnumerable<(string Path, bool MayBeEmpty)> Below(string folder) =>
        store
            .Tree.Entries.Keys.Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Select(path => ($"{folder}/{path[(folder.Length + 1)..].Split('/')[0]}", false))
            .Distinct();
}
