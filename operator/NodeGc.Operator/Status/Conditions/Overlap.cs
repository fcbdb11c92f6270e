using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>Other cleanups that select nodes of this one.</summary>
/// <param name="Cleanups">Their names, sorted.</param>
/// <param name="SharedNodes">How many nodes of this cleanup any of them selects.</param>
internal sealed record Overlap(ImmutableArray<string> Cleanups, int SharedNodes)
{
    /// <summary>Null if there is none.</summary>
    /// <param name="cleanup">This cleanup.</param>
    /// <param name="all">All cleanups, this one included.</param>
    /// <param name="nodes">All nodes.</param>
    public static Overlap? Find(
        NodeStorageCleanup cleanup,
        IEnumerable<NodeStorageCleanup> all,
        ImmutableArray<ClusterNode> nodes
    )
    {
        var own = nodes.Where(node => node.IsSelectedBy(cleanup.Spec.NodeSelector)).ToList();
        var others = all.Where(other =>
                other.Metadata.Name != cleanup.Metadata.Name && other.Metadata.DeletionTimestamp is null
            )
            .Select(other => (Name: other.Metadata.Name ?? "", Shared: FindShared(other, own)))
            .Where(other => other.Shared.Count > 0)
            .OrderBy(other => other.Name, StringComparer.Ordinal)
            .ToList();
        return others.Count == 0
            ? null
            : new Overlap(
                [.. others.Select(other => other.Name)],
                others.SelectMany(other => other.Shared).Distinct().Count()
            );
    }

    private static List<ClusterNode> FindShared(NodeStorageCleanup other, IEnumerable<ClusterNode> own) =>
        [.. own.Where(node => node.IsSelectedBy(other.Spec.NodeSelector))];
}
