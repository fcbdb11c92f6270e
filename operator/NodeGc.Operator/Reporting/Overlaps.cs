using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Reporting;

/// <summary>Finds the other cleanups that select nodes of one.</summary>
internal static class Overlaps
{
    /// <summary>Which, and on how many nodes, in a sentence; null where there is none.</summary>
    public static string? Find(
        NodeStorageCleanup cleanup,
        IEnumerable<NodeStorageCleanup> all,
        ImmutableArray<ClusterNode> nodes
    )
    {
        var own = nodes.Where(node => node.IsSelectedBy(cleanup.Spec.NodeSelector)).ToList();
        var others = all.Where(other =>
                other.Metadata.Name != cleanup.Metadata.Name && other.Metadata.DeletionTimestamp is null
            )
            .Select(other => (other.Metadata.Name, Shared: SharedWith(other, own)))
            .Where(other => other.Shared.Count > 0)
            .OrderBy(other => other.Name, StringComparer.Ordinal)
            .ToList();
        if (others.Count == 0)
            return null;
        var names = ShortText.Names([.. others.Select(other => other.Name ?? "")]);
        var shared = others.SelectMany(other => other.Shared).Distinct().Count();
        return ShortText.Of(
            $"{Verdicts.Nodes(shared)} of this cleanup are also selected by {names}; "
                + "each takes what its own collect names, and the pins of all of them hold",
            CleanupVerdict.LongestMessage
        );
    }

    private static List<ClusterNode> SharedWith(NodeStorageCleanup other, IEnumerable<ClusterNode> own) =>
        [.. own.Where(node => node.IsSelectedBy(other.Spec.NodeSelector))];
}
