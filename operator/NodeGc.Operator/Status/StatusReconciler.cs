using System.Text.Json;
using Microsoft.Extensions.Logging;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Events;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Scheduling;
using NodeGc.Operator.Status.Events;
using NodeGc.Operator.Status.Notifications;

namespace NodeGc.Operator.Status;

/// <summary>Writes the status of one cleanup from its nodes' reports, and events for what changed.</summary>
/// <param name="view">The cluster.</param>
/// <param name="cleanups">Where the status is written.</param>
/// <param name="recorder">Where events are written.</param>
/// <param name="definitions">Whether the server keeps every field.</param>
/// <param name="losses">Orders that it rejected or did not store completely.</param>
/// <param name="liveness">Which agents are alive now.</param>
/// <param name="interval">How often to check for silent agents, which cause no change to react to.</param>
/// <param name="logger">For transitions.</param>
internal sealed partial class StatusReconciler(
    ClusterView view,
    ResourceClient<NodeStorageCleanup> cleanups,
    EventRecorder recorder,
    DefinitionReader definitions,
    OrderLosses losses,
    Func<Liveness> liveness,
    TimeSpan interval,
    ILogger<StatusReconciler> logger
)
{
    private readonly DroppedStatuses dropped = new();

    /// <summary>Called for each run that has ended, once the status is written.</summary>
    public Action<CleanupRun> RunEnded { get; init; } = _ => { };

    /// <summary>Which notifications are wanted, and delivered; null if none are configured.</summary>
    public NotificationFacts? Notifications { get; init; }

    public async Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken)
    {
        if (view.FindCleanup(name) is not { Metadata.DeletionTimestamp: null } cleanup)
            return ReconcileResult.Done;
        var state = await definitions.ReadAsync(cancellationToken);
        var alive = liveness();
        var run = RunSchedule.Find(cleanup, alive.Now);
        var facts = new ClusterFacts(state, view.ListCleanups())
        {
            Loss = run is null ? null : losses.Find(name, run.Id),
            Notifications = Notifications,
        };
        var status = CleanupStatus.Fold(cleanup, view.ListNodes(), alive, facts);
        var isChanged = !Bytes(status).SequenceEqual(Bytes(cleanup.Status)) && !dropped.Contains(cleanup, status);
        if (isChanged)
            await WriteAsync(cleanup, status, cancellationToken);
        // Without a run and a schedule it waits only for a change of its spec.
        return ActiveCleanup.Find(cleanup, alive.Now) is null && cleanup.Spec.Schedule is null
            ? ReconcileResult.Done
            : ReconcileResult.After(RunSchedule.FindWait(cleanup, alive.Now, interval));
    }

    // With the resource version that the status is based on: a conflict makes it start over.
    private async Task WriteAsync(
        NodeStorageCleanup cleanup,
        NodeStorageCleanupStatus status,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var stored = await cleanups.Status.ReplaceAsync(cleanup with { Status = status }, cancellationToken);
            dropped.Check(status, stored);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.NotFound)
        {
            // Deleted meanwhile.
            return;
        }
        if (FindEnded(cleanup.Status?.LastRun, status.LastRun) is { } ended)
            RunEnded(ended);
        foreach (var note in CleanupTransitions.Between(cleanup.Status, status).Select(change => change.Note))
        {
            LogTransition(cleanup.Metadata.Name, note.Reason, note.Message);
            await recorder.RecordAsync(cleanup, note, cancellationToken);
        }
    }

    private static CleanupRun? FindEnded(CleanupRun? before, CleanupRun? now) =>
        now is { CompletionTime: not null } && (before?.Id != now.Id || before.CompletionTime is null) ? now : null;

    internal static ReadOnlySpan<byte> Bytes(NodeStorageCleanupStatus? status) =>
        status is null
            ? default
            : JsonSerializer.SerializeToUtf8Bytes(status, ApiJsonContext.Default.NodeStorageCleanupStatus);

    [LoggerMessage(Level = LogLevel.Information, Message = "Cleanup {Cleanup}: {Reason}: {Message}")]
    private partial void LogTransition(string? cleanup, string reason, string message);
}
