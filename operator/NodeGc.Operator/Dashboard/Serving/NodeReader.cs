using System.Collections.Concurrent;
using NodeGc.Api;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Dashboard.Views;

namespace NodeGc.Operator.Dashboard.Serving;

/// <summary>Reads the whole NodeStorage of the one node that a page is about. The operator's cache has neither items
/// nor reasons: those of thousands of nodes would not fit into its memory.</summary>
internal sealed class NodeReader(KubernetesClient client, ClusterView view, TimeProvider time)
{
    private const int MaxEntries = 32;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (NodeDetails Details, DateTimeOffset Expiry)> known = new();

    /// <summary>What was read less than a few seconds ago is used again. If the API server does not respond, the
    /// details are missing.</summary>
    public async Task<NodeDetails> ReadAsync(string node, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(node, out var entry) && entry.Expiry > now)
            return entry.Details;
        var details = await FetchAsync(node, cancellationToken);
        if (known.Count >= MaxEntries)
            known.Clear();
        known[node] = (details, now + MaxAge);
        return details;
    }

    private async Task<NodeDetails> FetchAsync(string node, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(null, node);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        try
        {
            return new NodeDetails(await client.Resource(ResourceTypes.NodeStorages).FindAsync(key, deadline.Token));
        }
        catch (KubernetesException failure)
        {
            return new NodeDetails(view.GetNode(node).Storage, failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new NodeDetails(view.GetNode(node).Storage, "the API server did not respond in time");
        }
    }
}
