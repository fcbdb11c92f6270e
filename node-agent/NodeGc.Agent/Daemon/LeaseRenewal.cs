using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodeGc.Agent.Telemetry;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Queues;
using NodeGc.Kubernetes.Resources;
using NodeGc.Kubernetes.Small;

namespace NodeGc.Agent.Daemon;

/// <summary>Renews the lease of this node, which shows that the agent is alive and able to report. The operator creates
/// it; while there is none, as with an operator of an earlier release, the status carries the heartbeat.</summary>
internal sealed partial class LeaseRenewal(
    SmallClient client,
    AgentIdentity identity,
    StatusDelivery delivery,
    AgentMetrics metrics,
    Random random,
    TimeProvider time,
    ILogger<LeaseRenewal> logger
) : IAgentLoop
{
    /// <summary>How often to check whether the server still rejects the status.</summary>
    private static readonly TimeSpan RefusalInterval = TimeSpan.FromSeconds(15);

    private readonly SmallResource<Lease> leases = client.Resource(CoreResources.Leases);
    private readonly ObjectKey key = new(identity.Namespace, AgentLease.NameFor(identity.Node));
    private volatile bool isMissing = true;
    private string? lastError;
    private int failures;

    /// <summary>Whether the lease could not be renewed because there is none, or no permission to renew it.</summary>
    public bool IsMissing => isMissing;

    /// <summary>Renews until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = delivery.Refusal is null ? await RenewAsync(cancellationToken) : RefusalInterval;
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <returns>How long to wait.</returns>
    private async Task<TimeSpan> RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            await leases.MergePatchAsync(key, Renewal(now), cancellationToken);
            if (isMissing)
                LogRenewed(key.ToString());
            (isMissing, failures, lastError) = (false, 0, null);
            metrics.LeaseRenewed(now);
            return WithJitter(AgentLease.RenewInterval);
        }
        catch (KubernetesException failure)
        {
            return HandleFailure(failure);
        }
    }

    private TimeSpan HandleFailure(KubernetesException failure)
    {
        if (lastError != failure.Message)
            LogFailed(failure.Message);
        lastError = failure.Message;
        if (failure.Kind is KubernetesErrorKind.NotFound or KubernetesErrorKind.Forbidden)
        {
            (isMissing, failures) = (true, 0);
            return WithJitter(AgentLease.RenewInterval);
        }
        var wait = Backoff.Connection.After(++failures, random.NextDouble());
        return failure.RetryAfter > wait ? failure.RetryAfter.Value : wait;
    }

    /// <summary>Agents of a fleet that start at the same time do not stay in step.</summary>
    private TimeSpan WithJitter(TimeSpan wait) => wait * (0.95 + (0.1 * random.NextDouble()));

    private JsonObject Renewal(DateTimeOffset now)
    {
        var spec = new LeaseSpec { HolderIdentity = identity.Node, RenewTime = now };
        var lease = new Lease { Metadata = new ObjectMeta(), Spec = spec };
        var json = JsonSerializer.SerializeToNode(lease, KubernetesJson.Default.Lease)!;
        return new JsonObject { ["spec"] = json["spec"]!.DeepClone() };
    }

    [LoggerMessage(1, LogLevel.Information, "Renewing the lease {Lease}.")]
    private partial void LogRenewed(string lease);

    [LoggerMessage(2, LogLevel.Warning, "Could not renew the lease; will retry: {Why}")]
    private partial void LogFailed(string why);
}
