using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodeGc.Agent.Telemetry;
using NodeGc.Api;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Queues;
using NodeGc.Kubernetes.Small;

namespace NodeGc.Agent.Daemon;

/// <summary>Publishes the status to the API server: urgent changes at once, others with the next heartbeat, and only
/// what differs from what the server accepted last. While the server is unavailable, the agent continues to work, and
/// the latest status is published when it is back.</summary>
internal sealed partial class StatusPublisher(
    SmallClient client,
    AgentIdentity identity,
    StatusStore store,
    StatusDelivery delivery,
    RefusalNotice notice,
    AgentMetrics metrics,
    Random random,
    TimeProvider time,
    ILogger<StatusPublisher> logger
)
{
    /// <summary>Maximum time between writes, with or without changes; every write is a heartbeat.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    /// <summary>Changes within this time are written together.</summary>
    public static readonly TimeSpan BatchWindow = TimeSpan.FromMilliseconds(500);

    /// <summary>How often all of the status is written, in case something else has changed it.</summary>
    private static readonly TimeSpan FullWriteInterval = TimeSpan.FromMinutes(10);

    /// <summary>A rejection lasts until an administrator fixes it.</summary>
    private static readonly Backoff AfterRefusal = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));

    private readonly SmallResource<NodeStorage> storages = client.Resource(ResourceTypes.NodeStorages);
    private readonly ObjectKey key = new(null, identity.Node);

    /// <summary>What the server accepted last; null if unknown.</summary>
    private JsonObject? accepted;
    private DateTimeOffset wroteAt;
    private DateTimeOffset wroteAllAt;
    private string? lastError;
    private int failures;

    /// <summary>Publishes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = await PublishAsync(cancellationToken);
            if (failures > 0)
            {
                await Task.Delay(wait, time, cancellationToken);
                continue;
            }

            await store.WaitForChangeAsync(wait, time, cancellationToken);
            await Task.Delay(BatchWindow, time, cancellationToken);
        }
    }

    /// <returns>How long to wait for changes, or after a failure until the next attempt.</returns>
    private async Task<TimeSpan> PublishAsync(CancellationToken cancellationToken)
    {
        var state = store.TakeSnapshot();
        if (state.IsLost)
            accepted = null;
        try
        {
            await WriteAsync(state, cancellationToken);
            if (lastError is not null)
                LogRecovered();
            (failures, lastError) = (0, null);
            await notice.ShowAsync(null, cancellationToken);
            return wroteAt + Heartbeat - BatchWindow - time.GetUtcNow();
        }
        catch (KubernetesException failure)
        {
            // What the server has now is unknown: its response may have been lost.
            accepted = null;
            failures++;
            return await HandleFailureAsync(state.Version, failure, cancellationToken);
        }
    }

    private async Task WriteAsync(StatusSnapshot state, CancellationToken cancellationToken)
    {
        var (now, status) = (time.GetUtcNow(), StatusPatch.Create(state.Status));
        var isFull = accepted is null || now - wroteAllAt >= FullWriteInterval;
        var patch = isFull ? StatusPatch.Whole(status) : StatusPatch.Between(accepted!, status);
        if (patch.Count > 0 || now - wroteAt >= Heartbeat - BatchWindow)
        {
            patch["heartbeatTime"] = StatusPatch.Heartbeat(now);
            var stored = await storages.MergePatchStatusAsync(
                key,
                new JsonObject { ["status"] = patch },
                cancellationToken
            );
            (wroteAt, wroteAllAt) = (now, isFull ? now : wroteAllAt);
            if (StatusRefusals.FindDropped(state.Status, stored.Status) is { } dropped)
                throw new KubernetesException(dropped) { Kind = KubernetesErrorKind.Invalid };
            accepted = status;
            metrics.StatusAccepted(now);
        }

        delivery.Accept(state.Version);
    }

    private async Task<TimeSpan> HandleFailureAsync(
        long version,
        KubernetesException failure,
        CancellationToken cancellationToken
    )
    {
        var refusal = await IsMissingAsync(failure, cancellationToken) ? null : StatusRefusals.Find(failure);
        if (refusal is null)
            delivery.Postpone(version);
        else
            delivery.Refuse(version, refusal);
        if (refusal is not null)
            await notice.ShowAsync(refusal, cancellationToken);
        if (lastError != failure.Message)
            Log(failure, refusal);
        lastError = failure.Message;
        var wait = (refusal is null ? Backoff.Connection : AfterRefusal).After(failures, random.NextDouble());
        return failure.RetryAfter > wait ? failure.RetryAfter.Value : wait;
    }

    /// <summary>"Not found" may mean that the object does not exist, which is not a rejection, or that it has no status
    /// subresource.</summary>
    private async Task<bool> IsMissingAsync(KubernetesException failure, CancellationToken cancellationToken)
    {
        if (failure.Kind != KubernetesErrorKind.NotFound)
            return false;
        try
        {
            return await storages.FindAsync(key, cancellationToken) is null;
        }
        catch (KubernetesException)
        {
            return true;
        }
    }

    private void Log(KubernetesException failure, string? refusal)
    {
        if (refusal is null)
            LogFailed(failure.Message);
        else
            LogRefused(refusal);
    }

    [LoggerMessage(1, LogLevel.Warning, "Could not publish the status; will retry: {Why}")]
    private partial void LogFailed(string why);

    [LoggerMessage(2, LogLevel.Information, "Published the status again.")]
    private partial void LogRecovered();

    [LoggerMessage(
        3,
        LogLevel.Error,
        "The API server rejected this node's status; nothing is deleted until it is accepted: {Why}"
    )]
    private partial void LogRefused(string why);
}
