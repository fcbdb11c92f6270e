using System.Collections.Immutable;
using NodeGc.Collector.Accounting;

namespace NodeGc.Storage.Measuring;

/// <summary>Finds what was measured at or below a path.</summary>
/// <param name="trees">What whole trees take by themselves.</param>
/// <param name="places">All places, by path.</param>
internal sealed class Sizes(IReadOnlyDictionary<string, Extent> trees, ImmutableArray<MeasuredPlace> places)
{
    private readonly string[] paths = [.. places.Select(place => place.Path)];

    /// <summary>What the tree at <paramref name="path"/> takes; the sum of its places where it was divided; null where
    /// nothing was measured.</summary>
    public Extent? Find(string path)
    {
        if (trees.TryGetValue(path, out var whole))
            return whole;
        var at = Array.BinarySearch(paths, path, StringComparer.Ordinal);
        var sum = at >= 0 ? places[at].Extent : (Extent?)null;

        // Names may sort between a folder and what lies below it, so that is looked for by itself.
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
