using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;

namespace NodeGc.Benchmarks;

/// <summary>The inventory of a sample tree: its layer directories.</summary>
internal static class LayerInventory
{
    private const string Home = "overlay2";

    public static Inventory Create(string root)
    {
        using var home = DirectoryHandle.Open(Path.Combine(root, Home));
        return new Inventory
        {
            Store = new StoreFacts(root, Home, null, false),
            TakenAt = DateTimeOffset.UnixEpoch,
            Resources = [.. home.List().Select(entry => ToResource(entry.Name.ToString(), home.Stat(entry.Name)))],
        };
    }

    private static Resource ToResource(string layer, FileStatus status) =>
        new(ResourceId.LayerDirectory(Home, layer))
        {
            Directory = new DirectoryFacts($"{Home}/{layer}", status.Fingerprint, status.Born, status.LastChanged),
        };
}
