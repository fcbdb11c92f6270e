using System.Collections.Immutable;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Api.Rules;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Restores;

/// <summary>Decides which restores a node is given. Pure: the objects say all, so a new leader gives the same
/// ones.</summary>
internal static class RestoreOrders
{
    /// <summary>The restores for this node, the longest-running first, up to the limit; the others wait.</summary>
    public static ImmutableArray<RestoreOrder> Plan(IEnumerable<NodeStorageRestore> restores, ClusterNode node) =>
        [
            .. restores
                .Where(restore => IsInProgress(restore) && Selects(restore, node))
                .OrderBy(restore => restore.Status!.StartTime)
                .ThenBy(restore => restore.Metadata.Uid, StringComparer.Ordinal)
                .Take(RestoreOrder.MaxPerNode)
                .Select(Create),
        ];

    /// <summary>Whether nodes are to be asked now: the restore has started, and neither ended nor been
    /// deleted.</summary>
    public static bool IsInProgress(NodeStorageRestore restore) =>
        restore is { Metadata.DeletionTimestamp: null, Status: { StartTime: not null, CompletionTime: null } };

    /// <summary>A node that was asked still counts if its labels have changed since.</summary>
    public static bool Selects(NodeStorageRestore restore, ClusterNode node) =>
        node.IsSelectedBy(restore.Spec.NodeSelector)
        || (node.Node is not null && node.Restores.Any(order => order.Uid == restore.Metadata.Uid));

    /// <summary>When a restore that starts now expires.</summary>
    public static DateTimeOffset FindExpiration(NodeStorageRestoreSpec spec, DateTimeOffset start) =>
        start + GoDuration.Parse(spec.Timeout);

    /// <summary>Why the restore cannot be carried out; empty if it can.</summary>
    public static ImmutableArray<SpecProblem> Check(NodeStorageRestore restore) => RestoreSpecRules.Check(restore.Spec);

    private static RestoreOrder Create(NodeStorageRestore restore) =>
        RestoreDigest.Seal(
            new RestoreOrder
            {
                Name = restore.Metadata.Name ?? "",
                Uid = restore.Metadata.Uid ?? "",
                RunId = restore.Spec.RunId,
                Items = restore.Spec.Items,
                ExpirationTime = restore.Status!.ExpirationTime ?? restore.Status.StartTime!.Value,
            }
        );
}
