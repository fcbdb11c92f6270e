using NodeGc.Api;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Agent.Daemon;

/// <summary>
/// This node's own NodeStorage: created by the operator, owned by the Node, so that it goes when the Node goes.
/// </summary>
internal sealed class OwnStorage(KubernetesClient client, AgentIdentity identity)
{
    private readonly ResourceClient<NodeStorage> storages = client.Resource(ResourceTypes.NodeStorages);
    private readonly ResourceClient<Node> nodes = client.Resource(CoreResources.Nodes);

    private volatile string? nodeUid;

    /// <summary>True for an object of this very node. Orders for a former node of the same name were meant for another machine.</summary>
    public bool IsOwn(NodeStorage storage) =>
        storage.Metadata.OwnerReferences is { } owners && owners.Any(owner => owner.Uid == nodeUid);

    /// <summary>The node's object; null while an object of a former node of the same name is still there: its orders
    /// were meant for another machine, and the API server removes it with its owner.</summary>
    /// <exception cref="AgentException">The API server knows no such node, or the operator has not created its object
    /// yet.</exception>
    public async Task<NodeStorage?> FindAsync(CancellationToken cancellationToken)
    {
        var node = await nodes.FindAsync(new ObjectKey(null, identity.Node), cancellationToken)
            ?? throw new AgentException($"The API server knows no node {identity.Node}: check NODE_NAME or --node.");
        nodeUid = node.Metadata.Uid;
        var known = await storages.FindAsync(new ObjectKey(null, identity.Node), cancellationToken)
            ?? throw new AgentException(
                $"There is no NodeStorage {identity.Node} yet; the operator creates it: check that it runs.");
        return IsOwn(known) ? known : null;
    }
}
