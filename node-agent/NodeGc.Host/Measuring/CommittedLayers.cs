using System.Collections.Frozen;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>
/// The layer directories whose content no longer changes, so that a measured size stays valid: those that a layer of
/// the layer store needs, or that have overlay2's <c>committed</c> mark, and that no read-write mount uses. Never
/// volumes or directories of containers, nor layers of the driver <c>overlay</c>: they share files with other layers,
/// so their size depends on the others.
/// </summary>
public sealed class CommittedLayers(DirectoryHandle root, Inventory inventory)
{
    private const string SharingDriver = "overlay/";

    private readonly FrozenSet<ResourceId> stored = NeededBy(inventory, ResourceKind.Layer);
    private readonly FrozenSet<ResourceId> written = NeededBy(inventory, ResourceKind.LayerMount);
    private readonly Dictionary<string, FileStatus> data = new(StringComparer.Ordinal);

    /// <summary>The sizes that are still valid, by path.</summary>
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

    /// <summary>What to cache of <paramref name="extents"/>: directories that were committed before they were
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
            return null; // Not reliable; the walk reports what is wrong.
        }
    }
}
