using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Definitions;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Controllers;

/// <summary>
/// Creates the NodeStorage of a node that has an agent, and adopts one that is there without an owner. The Node owns
/// it, so
/// that it goes when the Node goes.
/// </summary>
/// <remarks>
/// The agents have no right to create one: an object that anybody's agent could create could hold orders for anybody's
/// node. See docs/decisions/0032.
/// </remarks>
internal sealed partial class StorageCreator(
    ClusterView view,
    ResourceClient<NodeStorage> storages,
    DefinitionReader definitions,
    ILogger<StorageCreator> logger
)
{
    /// <summary>
    /// Creates the object where it is missing, unless the server knows no such kind. The watch brings it back, and its
    /// orders follow once the agent has reported.
    /// </summary>
    public async Task CreateMissingAsync(ClusterNode node, CancellationToken cancellationToken)
    {
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
            // The watch is about to bring it.
        }
    }

    /// <summary>
    /// Makes the Node the owner of an object that no Node owns, as one that a person or a backup brought: its agent
    /// takes
    /// no orders from it. The orders in it may have been meant for another machine, so it begins without any.
    /// </summary>
    /// <returns>Whether it was adopted just now; the watch brings it back.</returns>
    public async Task<bool> AdoptAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        if (node.Node is not { Metadata.DeletionTimestamp: null } machine)
            return false;
        if (node.Storage is not { Metadata.DeletionTimestamp: null } storage || IsOwnedByNode(storage))
            return false;
        await storages.MergePatchAsync(ObjectKey.Of(storage), Adoption(storage, machine), cancellationToken);
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
            ["spec"] = new JsonObject { ["orders"] = new JsonArray() },
        };
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Adopted the NodeStorage of node {Node}, which no Node owned"
    )]
    private partial void LogAdopted(string node);

    [LoggerMessage(Level = LogLevel.Information, Message = "Created the NodeStorage of node {Node}")]
    private partial void LogCreated(string node);
}
