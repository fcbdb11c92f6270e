using Microsoft.Extensions.Logging;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Definitions;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Controllers;

/// <summary>
/// Creates the NodeStorage of a node that has an agent, owned by the Node, so that it goes when the Node goes.
/// </summary>
/// <remarks>
/// The agents have no right to create one: an object that anybody's agent could create could hold orders for anybody's
/// node. See docs/decisions/0032.
/// </remarks>
internal sealed partial class StorageCreator(
    ClusterView view,
    ResourceClient<NodeStorage> storages,
    DefinitionReader definitions,
    ILogger<StorageCreator> logger)
{
    /// <summary>
    /// Creates the object where it is missing, unless the server knows no such kind. The watch brings it back, and its
    /// orders follow once the agent has reported.
    /// </summary>
    public async Task CreateMissingAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        if (!view.NeedsStorage(node) || definitions.Last is { LacksNodes: true }) return;
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Created the NodeStorage of node {Node}")]
    private partial void LogCreated(string node);
}
