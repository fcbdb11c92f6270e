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

/// <summary>Publishes the status to the API server, and only if it says something new: urgent changes at once, others
/// soon, and figures that change all the time rarely. Written is what differs from what the server accepted last. While
/// the server is unavailable, the agent continues to work, and the latest status is published when it is
/// back.</summary>
internal sealed partial class StatusPublisher(
    SmallClient client,
    AgentIdentity identity,
    NodeStorageWatcher own,
    StatusStore store,
    StatusDelivery delivery,
    RefusalNotice notice,
    LeaseRenewal lease,
    AgentMetrics metrics,
    Random random,
    TimeProvider time,
    ILogger<StatusPublisher> logger
) : IAgentLoop
{
    /// <summary>How often to check for changes that are not urgent. Without a lease, also the time between writes, with
    /// or without changes: then, every write is a heartbeat.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    /// <summary>Changes within this time are written together.</summary>
    public static readonly TimeSpan BatchWindow = TimeSpan.FromMilliseconds(500);

    /// <summary>How often to check whether something else has changed the status, and the shortest time between two
    /// writes that undo it: a server that does not store what was written must not cause more.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(10);

    /// <summary>A rejection lasts until an administrator fixes it.</summary>
    private static readonly Backoff AfterRefusal = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));

    private readonly SmallResource<NodeStorage> storages = client.Resource(ResourceTypes.NodeStorages);
    private readonly ObjectKey key = new(null, identity.Node);

    /// <summary>What the server accepted last; null if unknown.</summary>
    private JsonObject? accepted;

    /// <summary>The same, as it was before it was written.</summary>
    private NodeStorageStatus acceptedStatus = new();
    private DateTimeOffset wroteAt;
    private DateTimeOffset checkedAt;
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
            return Heartbeat - BatchWindow;
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
        var (now, bounded) = (time.GetUtcNow(), StatusBounds.Apply(state.Status, out var status));
        var isFull = accepted is null || WasChangedByOthers(accepted, now);
        var patch = isFull ? StatusPatch.Whole(status) : StatusPatch.Between(accepted!, status);
        if (isFull || IsDue(patch.Count > 0, bounded, state.IsForced, now))
        {
            patch["heartbeatTime"] = StatusPatch.Heartbeat(now);
            var stored = await storages.MergePatchStatusAsync(
                key,
                new JsonObject { ["status"] = patch },
                cancellationToken
            );
            (wroteAt, checkedAt) = (now, isFull ? now : checkedAt);
            if (StatusRefusals.FindDropped(bounded, stored.Status) is { } dropped)
                throw new KubernetesException(dropped) { Kind = KubernetesErrorKind.Invalid };
            (accepted, acceptedStatus) = (status, bounded);
            metrics.StatusAccepted(now);
        }

        delivery.Accept(state.Version);
    }

    /// <summary>Before a deletion, a status that was accepted long ago is written again even without changes: only a
    /// write shows that the server still accepts it.</summary>
    private bool IsDue(bool isChanged, NodeStorageStatus status, bool isForced, DateTimeOffset now)
    {
        var passed = now - wroteAt;
        return isChanged && (isForced || passed >= StatusChanges.GetDelay(acceptedStatus, status))
            || (isForced || lease.IsMissing) && passed >= Heartbeat - BatchWindow;
    }

    /// <summary>Compares what the server has with what was written: usually nothing else writes it, so there is nothing
    /// to repeat.</summary>
    private bool WasChangedByOthers(JsonObject written, DateTimeOffset now)
    {
        // The watch may not have shown the last write yet.
        if (now - checkedAt < CheckInterval || now - wroteAt < StatusChanges.Soon)
            return false;
        checkedAt = now;
        return own.Latest?.Status is { } found && StatusPatch.Between(written, StatusPatch.Create(found)).Count > 0;
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
