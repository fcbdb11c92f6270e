using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Accounting;

namespace NodeGc.Host.Measuring;

/// <summary>
/// Combines measurements so that no byte is in two places: a file with hard links in several counts at the first by
/// path.
/// </summary>
public sealed class PlaceLedger
{
    private readonly List<(string Path, Extent Extent, IEnumerable<SharedFile> Shared)> lines = [];

    /// <summary>Adds a measured tree; one without a size is left out.</summary>
    public void Add(MeasuredTree tree)
    {
        if (tree.Extent is { } extent)
            lines.Add((tree.Path, extent, tree.HardLinks.Outward));
    }

    public void Add(ListedEntry entry) =>
        lines.Add((entry.Path, entry.Extent, entry.Shared is { } shared ? [shared] : []));

    /// <summary>Adds a tree with a cached size: such trees share no files.</summary>
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
