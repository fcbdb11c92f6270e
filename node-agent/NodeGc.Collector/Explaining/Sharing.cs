using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Finds layers shared by images that are not recorded as each other's ancestors.</summary>
internal sealed class Sharing(ImageUse use, Forest family)
{
    /// <summary>Thousands of images may share a base; only the first few are named.</summary>
    private const int MostNamed = 5;

    private readonly Dictionary<ResourceId, HashSet<ResourceId>> ancestors = [];

    /// <summary>The topmost of <paramref name="own"/> that an unrelated image has as well: the branching
    /// point.</summary>
    /// <param name="image">The image.</param>
    /// <param name="own">Its directories, top first, without its parent's: what these share is reported for the
    /// parent.</param>
    public SharedLayers? Find(ResourceId image, ImmutableArray<StackedDirectory> own)
    {
        foreach (var directory in own)
        {
            if (directory.Position is not { } count)
                continue;
            var strangers = use.ImagesOn(directory.Directory.Id)
                .Where(other => other != image && !AreKin(image, other))
                .ToList();
            if (strangers.Count > 0)
                return new SharedLayers(
                    count,
                    [.. strangers.Take(MostNamed)],
                    Math.Max(0, strangers.Count - MostNamed)
                );
        }
        return null;
    }

    private bool AreKin(ResourceId one, ResourceId other) =>
        AncestorsOf(one).Contains(other) || AncestorsOf(other).Contains(one);

    private HashSet<ResourceId> AncestorsOf(ResourceId image)
    {
        if (!ancestors.TryGetValue(image, out var known))
            ancestors.Add(image, known = [.. family.AncestorsOf(image)]);
        return known;
    }
}
