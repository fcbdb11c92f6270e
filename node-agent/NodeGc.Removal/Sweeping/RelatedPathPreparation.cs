using System.Collections.Immutable;
using NodeGc.Collector.Planning;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Removal.Sweeping;

/// <summary>Determines, before an item is moved, its related paths, that each is valid, and where each will be
/// stored.</summary>
internal sealed class RelatedPathPreparation(WritableStore store)
{
    private readonly QuarantineFolders folders = new(store);
    private readonly RelatedPathMover relatedPaths = new(store);

    /// <summary>The existing related paths of <paramref name="item"/>, in the order of their move. If one is invalid,
    /// the item must be kept.</summary>
    /// <param name="run">The run.</param>
    /// <param name="item">The item.</param>
    /// <param name="place">Where the item itself will be stored.</param>
    /// <param name="fault">What is wrong, or null.</param>
    /// <exception cref="Linux.LinuxException">A link was planted on the way, ...</exception>
    public ImmutableArray<RelatedPath> Prepare(RunId run, PlanItem item, string place, out string? fault)
    {
        fault = null;
        var prepared = ImmutableArray.CreateBuilder<RelatedPath>();
        foreach (
            var (path, kind) in store
                .Guard.RelatedPathsOf(item)
                .Where(relatedPath => item.Directory.RelatedPaths.Contains(relatedPath.Path))
        )
        {
            if (store.FindStatus(path) is not { } status)
                continue;
            var kept = folders.FindRelatedPlace(run, path, place);
            fault = relatedPaths.FindFault(path, kind)
                ?? (kept is null ? $"{path} is on a different mount than {item.Directory.Path}" : null);
            if (fault is not null)
                return [];
            prepared.Add(new RelatedPath(kind, path, kept!, status.Inode, status.BornNanoseconds));
        }
        return prepared.DrainToImmutable();
    }
}
