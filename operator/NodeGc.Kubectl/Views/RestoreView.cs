using System.Collections.Immutable;
using NodeGc.Api;
using NodeGc.Api.Formats;
using NodeGc.Api.Restores;
using NodeGc.Kubectl.Output;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubectl.Views;

/// <summary>What a NodeStorageRestore has restored on each node. Pure.</summary>
internal static class RestoreView
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("NODE"),
        new("PHASE"),
        new("RESTORED"),
        new("MESSAGE"),
    ];

    public static Listing Create(NodeStorageRestore restore)
    {
        var status = restore.Status ?? new NodeStorageRestoreStatus();
        return new Listing(
            new Table(Columns, [.. status.Nodes.Select(Row)]),
            ObjectDocuments.NamesOf(ResourceTypes.NodeStorageRestores, [restore.Metadata.Name ?? ""]),
            ObjectDocuments.Create(ResourceTypes.NodeStorageRestores, [restore], isOne: true)
        )
        {
            IfEmpty = "No nodes yet",
            Notes = status.NodesOmitted > 0 ? [$"{status.NodesOmitted} more nodes are not listed"] : [],
        };
    }

    /// <summary>The message of the Ready condition; null before the operator has seen the object.</summary>
    public static string? FindMessage(NodeStorageRestore restore) => restore.Status?.Conditions.Find("Ready")?.Message;

    private static ImmutableArray<string?> Row(NodeRestoration node) =>
        [node.Name, node.Phase.ToString(), ByteSize.Format(node.Bytes), node.Message];
}
