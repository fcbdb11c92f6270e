using System.Text.Json.Nodes;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;

namespace NodeGc.Kubectl.Cluster;

/// <summary>Writes a request into the spec of a NodeStorage, and waits for the agent's answer in its status.</summary>
internal sealed class RequestClient(ClusterClient cluster, TimeProvider time)
{
    private const int Attempts = 10;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>The answer of the agent.</summary>
    /// <exception cref="KubectlException">There was none in time, or the request cannot be stored.</exception>
    public async Task<NodeAnswer> AskAsync(
        string node,
        NodeRequest request,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var (sent, deadline) = (NodeRequests.Seal(request, timeout, time.GetUtcNow()), time.GetUtcNow() + timeout);
        var stored = await ChangeAsync(node, one => NodeRequests.Add(one, sent, time.GetUtcNow()), cancellationToken);
        if (stored?.Spec?.Requests.Any(one => one.Id == sent.Id) != true)
            throw new KubectlException(
                "the API server dropped the request: the CustomResourceDefinition nodestorages.nodegc.io is of an "
                    + "older release; apply crds/nodegc.io_nodestorages.yaml"
            );
        try
        {
            return await WaitAsync(node, sent.Id, deadline, cancellationToken);
        }
        finally
        {
            // Also if the user has interrupted the command.
            await RemoveAsync(node, sent.Id);
        }
    }

    private async Task<NodeAnswer> WaitAsync(
        string node,
        string id,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var storage = (await cluster.ReadNodesAsync(node, cancellationToken))[0];
            if (storage.Status?.Answers.FirstOrDefault(answer => answer.Id == id) is { } found)
                return found;
            if (time.GetUtcNow() >= deadline)
                throw new KubectlException($"the agent of node {node} did not answer in time. {Hint(storage)}");
            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    private static string Hint(NodeStorage storage) =>
        storage.Status is not { Agent: { } agent, HeartbeatTime: { } heartbeat }
            ? "It has never reported: check that its pod is running"
            : $"Its version is {agent.Version}, and it last reported at {heartbeat.UtcDateTime:s}Z; see its log"
                + (agent.PodName is { } pod ? $" (pod {pod})" : "")
                + ", or use a longer --timeout";

    /// <summary>A request that remains expires, and the next one removes it.</summary>
    private async Task RemoveAsync(string node, string id)
    {
        try
        {
            await ChangeAsync(node, one => NodeRequests.Remove(one, id), CancellationToken.None);
        }
        catch (Exception failure) when (failure is KubernetesException or KubectlException)
        {
            // Expected.
        }
    }

    /// <summary>Changes the object as it is now; null if there is nothing to change.</summary>
    private async Task<NodeStorage?> ChangeAsync(
        string node,
        Func<NodeStorage, JsonObject?> change,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var storage = (await cluster.ReadNodesAsync(node, cancellationToken))[0];
            if (change(storage) is not { } patch)
                return null;
            try
            {
                return await cluster.PatchNodeAsync(node, patch, cancellationToken);
            }
            catch (KubernetesException failure)
                when (failure.Kind == KubernetesErrorKind.Conflict && attempt < Attempts)
            {
                // The agent or another user wrote in between.
            }
        }
    }
}
