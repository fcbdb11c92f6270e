using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Restores;

/// <summary>Writes the restores of one node into its NodeStorage, and removes those that have ended.</summary>
internal sealed partial class RestoreWriter(
    ClusterView view,
    ResourceClient<NodeStorage> storages,
    DefinitionReader definitions,
    ILogger<RestoreWriter> logger
)
{
    /// <summary>The conflicting change is on its way to the cache.</summary>
    private static readonly TimeSpan ConflictDelay = TimeSpan.FromSeconds(1);

    public async Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken)
    {
        // Without a current list of restores, it is unknown which ones have ended.
        if (!view.Restores.IsCurrent || view.GetNode(name) is not { Node: not null } node)
            return ReconcileResult.Done;
        if (node.Storage is not { Metadata.DeletionTimestamp: null } storage)
            return ReconcileResult.Done;
        var wanted = RestoreOrders.Plan(view.Restores.Store.List(), node);
        if (wanted.SequenceEqual(node.Restores))
            return ReconcileResult.Done;
        if (!wanted.IsEmpty && (await definitions.ReadAsync(cancellationToken)).BlocksOrders)
            return ReconcileResult.Done;
        return await WriteAsync(name, storage, wanted, cancellationToken);
    }

    /// <summary>Provided that the spec has not changed since the decision.</summary>
    private async Task<ReconcileResult> WriteAsync(
        string name,
        NodeStorage storage,
        ImmutableArray<RestoreOrder> wanted,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await storages.JsonPatchAsync(ObjectKey.From(storage), CreatePatch(storage, wanted), cancellationToken);
            LogWritten(name, wanted.Length);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.Invalid)
        {
            LogOvertaken(name, failure.Message);
            return ReconcileResult.After(ConflictDelay);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.NotFound)
        {
            // Deleted with its node.
        }
        return ReconcileResult.Done;
    }

    private static JsonArray CreatePatch(NodeStorage storage, ImmutableArray<RestoreOrder> restores)
    {
        var spec = JsonSerializer
            .SerializeToNode(new NodeStorageSpec { Restores = restores }, ApiJsonContext.Default.NodeStorageSpec)!
            .AsObject();
        return SpecPatch.Create(storage, "restores", spec["restores"]);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} has restores to carry out: {Count}")]
    private partial void LogWritten(string node, int count);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The restores of node {Node} could not be written; trying again: {Cause}"
    )]
    private partial void LogOvertaken(string node, string cause);
}
