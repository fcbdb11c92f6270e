using Microsoft.Extensions.Logging;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Orders;

/// <summary>Creates the lease of a node's agent, owned by the NodeStorage. Agents are not allowed to create any: they
/// could create leases without bound, or those of other programs.</summary>
internal sealed partial class LeaseCreator(
    ClusterView view,
    ResourceClient<Lease> leases,
    string @namespace,
    ILogger<LeaseCreator> logger
)
{
    /// <summary>The failure that was logged last; the same one concerns every node.</summary>
    private string? logged;

    /// <summary>Creates the lease if it is missing. Without one, the agent reports by its status, so a failure does not
    /// hold up the orders of the node.</summary>
    public async Task CreateMissingAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        if (!view.NeedsLease(node))
            return;
        try
        {
            await leases.CreateAsync(AgentLease.Create(node.Storage!, @namespace), cancellationToken);
            logged = null;
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.AlreadyExists)
        {
            // It is about to arrive by the watch, or it has lost its label.
        }
        catch (KubernetesException failure) when (!failure.IsTransient)
        {
            if (logged != failure.Message)
                LogNotCreated(node.Name, failure.Message);
            logged = failure.Message;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Could not create the lease of the agent on node {Node}, which reports by its status instead: {Why}"
    )]
    private partial void LogNotCreated(string node, string why);
}
