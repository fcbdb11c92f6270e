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

/// <summary>Carries the status board to the API server: news at once, everything else with the next heartbeat, and only
/// what differs from
/// what the server took last. While the server is away the work goes on, and the latest status is carried over when it
/// is back.</summary>
internal sealed partial class StatusPublisher(
    SmallClient client,
    AgentIdentity identity,
    StatusBoard board,
    StatusReception reception,
    RefusalNotice notice,
    AgentMetrics metrics,
    Random random,
    TimeProvider time,
    ILogger<StatusPublisher> logger
)
{
    /// <summary>How often a node says that it is alive, changes or not; any write says so.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    /// <summary>What is learned within this time makes one write.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMilliseconds(500);

    /// <summary>Somebody else may have changed what was written; so often all of it is written again.</summary>
    private static readonly TimeSpan BetweenWholeWrites = TimeSpan.FromMinutes(10);

    /// <summary>A refusal lasts until a person does something.</summary>
    private static readonly Backoff AfterRefusal = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));

    private readonly SmallResource<NodeStorage> storages = client.Resource(ResourceTypes.NodeStorages);
    private readonly ObjectKey key = new(null, identity.Node);

    /// <summary>What the server took last; null where that is not known.</summary>
    private JsonObject? accepted;
    private DateTimeOffset wroteAt;
    private DateTimeOffset wroteAllAt;
    private string? complaint;
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

            await board.WaitForNewsAsync(wait, time, cancellationToken);
            await Task.Delay(Together, time, cancellationToken);
        }
    }

    /// <returns>How long to wait for news, or after a failure until the next try.</returns>
    private async Task<TimeSpan> PublishAsync(CancellationToken cancellationToken)
    {
        var state = board.Take();
        if (state.IsLost)
            accepted = null;
        try
        {
            await WriteAsync(state, cancellationToken);
            if (complaint is not null)
                LogBack();
            (failures, complaint) = (0, null);
            await notice.ShowAsync(null, cancellationToken);
            return wroteAt + Heartbeat - Together - time.GetUtcNow();
        }
        catch (KubernetesException failure)
        {
            // What the server holds now is not known: the answer may have been lost on its way.
            accepted = null;
            failures++;
            return await SetBackAsync(state.Version, failure, cancellationToken);
        }
    }

    private async Task WriteAsync(BoardState state, CancellationToken cancellationToken)
    {
        var (now, status) = (time.GetUtcNow(), StatusPatch.Of(state.Status));
        var isWhole = accepted is null || now - wroteAllAt >= BetweenWholeWrites;
        var patch = isWhole ? StatusPatch.Whole(status) : StatusPatch.Between(accepted!, status);
        if (patch.Count > 0 || now - wroteAt >= Heartbeat - Together)
        {
            patch["heartbeatTime"] = StatusPatch.Heartbeat(now);
            var stored = await storages.MergePatchStatusAsync(
                key,
                new JsonObject { ["status"] = patch },
                cancellationToken
            );
            (wroteAt, wroteAllAt) = (now, isWhole ? now : wroteAllAt);
            if (StatusRefusals.FindDropped(state.Status, stored.Status) is { } dropped)
                throw new KubernetesException(dropped) { Kind = KubernetesErrorKind.Invalid };
            accepted = status;
            metrics.Heard(now);
        }

        reception.Accept(state.Version);
    }

    private async Task<TimeSpan> SetBackAsync(
        long version,
        KubernetesException failure,
        CancellationToken cancellationToken
    )
    {
        var refusal = await IsMissingAsync(failure, cancellationToken) ? null : StatusRefusals.Find(failure);
        if (refusal is null)
            reception.Postpone(version);
        else
            reception.Refuse(version, refusal);
        if (refusal is not null)
            await notice.ShowAsync(refusal, cancellationToken);
        if (complaint != failure.Message)
            Log(failure, refusal);
        complaint = failure.Message;
        var wait = (refusal is null ? Backoff.Connection : AfterRefusal).After(failures, random.NextDouble());
        return failure.RetryAfter > wait ? failure.RetryAfter.Value : wait;
    }

    /// <summary>"Not found" is said of an object that is not there, which is no refusal, and of an object that has no
    /// status.</summary>
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
            LogAway(failure.Message);
        else
            LogRefused(refusal);
    }

    [LoggerMessage(1, LogLevel.Warning, "The status could not be published; it is kept and tried again: {Why}")]
    private partial void LogAway(string why);

    [LoggerMessage(2, LogLevel.Information, "The status is published again.")]
    private partial void LogBack();

    [LoggerMessage(
        3,
        LogLevel.Error,
        "The API server refuses this node's status; nothing is deleted until it takes it: {Why}"
    )]
    private partial void LogRefused(string why);
}
