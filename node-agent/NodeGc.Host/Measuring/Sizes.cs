using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Accounting;

namespace NodeGc.Host.Measuring;

/// <summary>Finds measurements at or below a path.</summary>
/// <param name="trees">Sizes of whole trees.</param>
/// <param name="places">All places, by path.</param>
public sealed class Sizes(IReadOnlyDictionary<string, Extent> trees, ImmutableArray<MeasuredPlace> places)
{
    private readonly string[] paths = [.. places.Select(place => place.Path)];

    /// <summary>The size of the tree at <paramref name="path"/>: the sum of its places if it was divided; null if
    /// nothing was measured.</summary>
    public Extent? Find(string path)
    {
        if (trees.TryGetValue(path, out var whole))
            return whole;
        var at = Array.BinarySearch(paths, path, StringComparer.Ordinal);
        var sum = at >= 0 ? places[at].Extent : (Extent?)null;

        // Names may sort between a directory and its content, so the directory is looked up separately.
        var below = Array.BinarySearch(paths, path + "/", StringComparer.Ordinal);
        for (
            var i = below < 0 ? ~below : below;
            i < paths.Length && paths[i].StartsWith(path + "/", StringComparison.Ordinal);
            i++
        )
            sum = (sum ?? Extent.Zero) + places[i].Extent;
        return sum;
    }
}
