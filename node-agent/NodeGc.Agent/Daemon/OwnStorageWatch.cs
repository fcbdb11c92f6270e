using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;

namespace NodeGc.Agent.Daemon;

/// <summary>Follows the node's own object, and no other: a thousand agents must not each watch a thousand objects.</summary>
internal sealed partial class OwnStorageWatch(
    KubernetesClient client, OwnStorage own, AgentIdentity identity, OrderDesk desk, TimeProvider time, ILogger<OwnStorageWatch> logger)
{
    private static readonly TimeSpan WatchTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly ResourceClient<NodeStorage> storages = client.Resource(ResourceTypes.NodeStorages);
    private readonly ListOptions onlyOwn = new() { FieldSelector = $"metadata.name={identity.Node}" };

    /// <summary>Lists and watches until cancelled; whatever was missed while the API server was away is in the next list.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failing = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(cancellationToken);
                failing = false;
            }
            catch (Exception failure) when (failure is KubernetesException or AgentException)
            {
                if (!failing) LogInterrupted(failure.Message);
                failing = true;
                await Task.Delay((failure as KubernetesException)?.RetryAfter ?? RetryAfter, time, cancellationToken);
            }
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var list = await storages.ListAsync(onlyOwn, cancellationToken);
        if (!list.Items.Any(own.IsOwn)) await own.FindAsync(cancellationToken);
        foreach (var storage in list.Items.Where(own.IsOwn)) desk.Take(storage);
        await foreach (var change in storages.WatchAsync(new WatchOptions(onlyOwn, list.ResourceVersion, WatchTimeout), cancellationToken))
        {
            if (change is WatchEvent<NodeStorage>.Stored stored && own.IsOwn(stored.Value)) desk.Take(stored.Value);
            else if (change is WatchEvent<NodeStorage>.Deleted) return;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The watch for orders was interrupted; it is begun again: {Why}")]
    private partial void LogInterrupted(string why);
}
