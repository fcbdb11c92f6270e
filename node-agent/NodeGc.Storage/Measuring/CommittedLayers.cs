using System.Collections.Frozen;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Measuring;

/// <summary>
/// The layer directories whose content is settled, so that a size once measured holds: those that a layer of the layer
/// store needs, or that carry overlay2's <c>committed</c> mark, and that no read-write mount uses. Volumes and
/// directories of containers are never among them, nor are layers of the driver <c>overlay</c>: they share their files
/// with other layers, so what one of them takes depends on the others.
/// </summary>
internal sealed class CommittedLayers(DirectoryHandle root, Inventory inventory)
{
    private const string SharingDriver = "overlay/";

    private readonly FrozenSet<ResourceId> stored = NeededBy(inventory, ResourceKind.Layer);
    private readonly FrozenSet<ResourceId> written = NeededBy(inventory, ResourceKind.LayerMount);
    private readonly Dictionary<string, FileStatus> data = new(StringComparer.Ordinal);

    /// <summary>The sizes that still hold, by path.</summary>
    public Dictionary<string, RememberedSize> Recall(SizeMemory memory)
    {
        var known = new Dictionary<string, RememberedSize>(StringComparer.Ordinal);
        foreach (var resource in inventory.Resources)
        {
            if (FindSettledData(resource) is not { } status)
                continue;
            var path = resource.Directory!.Path;
            data[path] = status;
            if (memory.Find(path, status) is { } extent)
                known[path] = Remembered(status, extent);
        }
        return known;
    }

    /// <summary>What to remember of <paramref name="extents"/>: directories that were settled before they were
    /// measured.</summary>
    public SizeMemory Remember(IReadOnlyDictionary<string, Extent> extents) =>
        new(
            data.Where(pair => extents.ContainsKey(pair.Key))
                .ToDictionary(
                    pair => pair.Key,
                    pair => Remembered(pair.Value, extents[pair.Key]),
                    StringComparer.Ordinal
                )
        );

    private static RememberedSize Remembered(FileStatus status, Extent extent) =>
        new(status.Device, status.Inode, status.ChangedNanoseconds, extent);

    private static FrozenSet<ResourceId> NeededBy(Inventory inventory, ResourceKind kind) =>
        inventory
            .Resources.Where(resource => resource.Id.Kind == kind)
            .SelectMany(resource => resource.Needs)
            .ToFrozenSet();

    private FileStatus? FindSettledData(Resource resource)
    {
        if (
            resource.Directory is not { } directory
            || resource.Id.Kind != ResourceKind.LayerDirectory
            || written.Contains(resource.Id)
        )
            return null;
        if (resource.Id.Name.StartsWith(SharingDriver, StringComparison.Ordinal))
            return null;
        try
        {
            using var layer = root.FindBeneathAcrossMounts(directory.Path);
            if (layer is null || (!stored.Contains(resource.Id) && layer.FindStat("committed") is null))
                return null;
            return layer.FindStat("diff") ?? layer.Stat();
        }
        catch (LinuxException)
        {
            return null; // Not to be relied on; the walk finds out what is wrong and says so.
        }
    }
}
