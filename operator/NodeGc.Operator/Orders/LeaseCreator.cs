using Microsoft.Extensions.Logging;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Orders;

/// <summary>Creates the lease of a node's agent, owned by the NodeStorage. Agents are not allowed to create any: they
/// could create leases without bound, or those of other programs.</summary>
internal sealed partial class LeaseCreator(
    ClusterView view,
    ResourceClient<Lease> leases,
    string @namespace,
    TimeProvider time,
    ILogger<LeaseCreator> logger
)
{
    /// <summary>After the server refused one: it would refuse those of all nodes.</summary>
    private static readonly Backoff AfterRefusal = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));

    private readonly Lock gate = new();

    /// <summary>The failure that was logged last; the same one concerns every node.</summary>
    private string? logged;
    private int refusals;
    private TimeSpan pause;
    private long pausedAt;

    /// <summary>Creates the lease if it is missing. Without one, the agent reports by its status, so a failure does not
    /// hold up the orders of the node.</summary>
    public async Task CreateMissingAsync(ClusterNode node, CancellationToken cancellationToken)
    {
        if (!view.NeedsLease(node) || IsPaused())
            return;
        try
        {
            await leases.CreateAsync(AgentLease.Create(node.Storage!, @namespace), cancellationToken);
            (logged, refusals) = (null, 0);
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
            Pause();
        }
    }

    private bool IsPaused()
    {
        lock (gate)
            return time.GetElapsedTime(pausedAt) < pause;
    }

    // Requests that were on their way when it began are one refusal.
    private void Pause()
    {
        lock (gate)
        {
            if (time.GetElapsedTime(pausedAt) >= pause)
                (pausedAt, pause) = (time.GetTimestamp(), AfterRefusal.After(++refusals, Random.Shared.NextDouble()));
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Could not create the lease of the agent on node {Node}, which reports by its status instead: {Why}"
    )]
    private partial void LogNotCreated(string node, string why);
}
