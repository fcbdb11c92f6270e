using System.Collections.Immutable;
using NodeGc.Collector.Accounting;

namespace NodeGc.Storage.Measuring;

/// <summary>
/// Brings together what was measured, so that no byte stands in two places: a file with names in several of them counts
/// at the first by path.
/// </summary>
internal sealed class PlaceLedger
{
    private readonly List<(string Path, Extent Extent, IEnumerable<SharedFile> Shared)> lines = [];

    /// <summary>Adds a tree that was walked; one without a size is missing.</summary>
    public void Add(MeasuredTree tree)
    {
        if (tree.Extent is { } extent)
            lines.Add((tree.Path, extent, tree.HardLinks.Outward));
    }

    public void Add(ListedEntry entry) =>
        lines.Add((entry.Path, entry.Extent, entry.Shared is { } shared ? [shared] : []));

    /// <summary>Adds a tree whose size was remembered: such trees share no file.</summary>
    public void Add(string path, Extent extent) => lines.Add((path, extent, []));

    /// <summary>All places, by path; each path once.</summary>
    public ImmutableArray<MeasuredPlace> ToPlaces()
    {
        var seen = new HashSet<(ulong Device, ulong Inode)>();
        var places = ImmutableArray.CreateBuilder<MeasuredPlace>(lines.Count);
        foreach (var (path, extent, shared) in lines.OrderBy(line => line.Path, StringComparer.Ordinal))
        {
            var counted =
                extent
                - Extent.Sum(
                    shared.Where(file => !seen.Add((file.Device, file.Inode))).Select(file => new Extent(file.Size, 1))
                );
            places.Add(new MeasuredPlace(path, counted));
        }
        return places.ToImmutable();
    }
}
