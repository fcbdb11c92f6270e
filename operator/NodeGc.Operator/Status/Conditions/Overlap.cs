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
        ImmutableArray<NodeStorageCleanup> others =
        [
            .. all.Where(other =>
                other.Metadata.Name != cleanup.Metadata.Name && other.Metadata.DeletionTimestamp is null
            ),
        ];
        var (isSharing, shared) = (new bool[others.Length], 0);
        foreach (var node in nodes.Where(node => node.IsSelectedBy(cleanup.Spec.NodeSelector)))
        {
            var isShared = false;
            for (var i = 0; i < others.Length; i++)
            {
                if (!node.IsSelectedBy(others[i].Spec.NodeSelector))
                    continue;
                (isShared, isSharing[i]) = (true, true);
            }
            shared += isShared ? 1 : 0;
        }
        var names = others.Where((_, i) => isSharing[i]).Select(other => other.Metadata.Name ?? "");
        return shared == 0 ? null : new Overlap([.. names.Order(StringComparer.Ordinal)], shared);
    }
}
