using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Orders;

/// <summary>
/// Creates the NodeStorage of a node that has an agent, and adopts an existing one without an owner. The Node owns it,
/// so that it is deleted with the Node.
/// </summary>
/// <remarks>
/// The agents are not allowed to create one: an object that any agent could create could hold orders for any node. See
/// docs/decisions/0032.
/// </remarks>
internal sealed partial class StorageCreator(
    ClusterView view,
    ResourceClient<NodeStorage> storages,
    LeaseCreator leases,
    DefinitionReader definitions,
    ILogger<StorageCreator> logger
)
{
    /// <summary>
    /// Creates the object if it is missing, unless the server has no definition for it. It arrives by the watch, its
    /// lease is created then, and its orders follow once the agent has reported.
    /// </summary>
    public async Task CreateMissingAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        await leases.CreateMissingAsync(node, cancellationToken);
        if (!view.NeedsStorage(node) || definitions.Last is { LacksNodes: true })
            return;
        var storage = new NodeStorage
        {
            Metadata = new ObjectMeta { Name = node.Name, OwnerReferences = [OwnerReference.To(node.Node!)] },
        };
        try
        {
            await storages.CreateAsync(storage, cancellationToken);
            LogCreated(node.Name);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.AlreadyExists)
        {
            // It is about to arrive by the watch.
        }
    }

    /// <summary>
    /// Makes the Node the owner of an object that no Node owns, such as one restored from a backup: the agent takes no
    /// orders from it. The orders, restores and requests in it may have been meant for another machine, so they are
    /// removed.
    /// </summary>
    /// <returns>Whether it was adopted just now; the change arrives by the watch.</returns>
    public async Task<bool> AdoptAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        if (node.Node is not { Metadata.DeletionTimestamp: null } machine)
            return false;
        if (node.Storage is not { Metadata.DeletionTimestamp: null } storage || IsOwnedByNode(storage))
            return false;
        await storages.MergePatchAsync(ObjectKey.From(storage), Adoption(storage, machine), cancellationToken);
        LogAdopted(node.Name);
        return true;
    }

    private static bool IsOwnedByNode(NodeStorage storage) =>
        storage.Metadata.OwnerReferences is { } owners && owners.Any(owner => owner.Kind == "Node");

    private static JsonObject Adoption(NodeStorage storage, Node machine)
    {
        ImmutableArray<OwnerReference> owners = [.. storage.Metadata.OwnerReferences ?? [], OwnerReference.To(machine)];
        var owned = new ObjectMeta { OwnerReferences = owners };
        var json = JsonSerializer.SerializeToNode(storage with { Metadata = owned }, ResourceTypes.NodeStorages.Json)!;
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = storage.Metadata.ResourceVersion,
                ["ownerReferences"] = json["metadata"]!["ownerReferences"]!.DeepClone(),
            },
            ["spec"] = new JsonObject
            {
                ["orders"] = new JsonArray(),
                ["restores"] = null,
                ["requests"] = null,
            },
        };
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Adopted the NodeStorage of node {Node}, which had no Node as owner"
    )]
    private partial void LogAdopted(string node);

    [LoggerMessage(Level = LogLevel.Information, Message = "Created the NodeStorage of node {Node}")]
    private partial void LogCreated(string node);
}
