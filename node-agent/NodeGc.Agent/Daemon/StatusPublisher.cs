using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodeGc.Api;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;

namespace NodeGc.Agent.Daemon;

/// <summary>Carries the status board to the API server: at every change and at every heartbeat. While the API server is away the work
/// goes on, and the latest status is carried over when it is back.</summary>
internal sealed partial class StatusPublisher(KubernetesClient client, AgentIdentity identity, StatusBoard board, TimeProvider time, ILogger<StatusPublisher> logger)
{
    /// <summary>How often a node says that it is alive, changes or not.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly ObjectClient<NodeStorage> status = client.Resource(ResourceTypes.NodeStorages).Status;

    /// <summary>Publishes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failing = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await PublishAsync(cancellationToken);
                if (failing) LogBack();
                failing = false;
                await board.WaitForChangeAsync(Heartbeat, cancellationToken);
            }
            catch (KubernetesException failure)
            {
                if (!failing) LogAway(failure);
                failing = true;
                await Task.Delay(failure.RetryAfter ?? RetryAfter, time, cancellationToken);
            }
        }
    }

    private Task PublishAsync(CancellationToken cancellationToken)
    {
        var current = board.Current with { HeartbeatAt = time.GetUtcNow() };
        var value = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = identity.Node },
            ["status"] = JsonSerializer.SerializeToNode(current, ApiJsonContext.Default.NodeStorageStatus),
        };
        return status.ApplyAsync(value, force: true, cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Warning, "The status could not be published; it is kept and tried again.")]
    private partial void LogAway(KubernetesException failure);

    [LoggerMessage(2, LogLevel.Information, "The status is published again.")]
    private partial void LogBack();
}
