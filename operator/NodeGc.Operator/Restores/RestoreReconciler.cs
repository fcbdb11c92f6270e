using System.Text.Json;
using Microsoft.Extensions.Logging;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Api.Restores;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Restores;

/// <summary>Starts a restore, writes its status from the nodes' reports, and an event for each step.</summary>
/// <param name="view">The cluster.</param>
/// <param name="restores">Where the status is written.</param>
/// <param name="recorder">Where events are written.</param>
/// <param name="definitions">Whether the server keeps every field.</param>
/// <param name="liveness">Which agents are alive now.</param>
/// <param name="interval">How often to look again: silence and expiration cause no change to react to.</param>
/// <param name="logger">For transitions.</param>
internal sealed partial class RestoreReconciler(
    ClusterView view,
    ResourceClient<NodeStorageRestore> restores,
    EventRecorder recorder,
    DefinitionReader definitions,
    Func<Liveness> liveness,
    TimeSpan interval,
    ILogger<RestoreReconciler> logger
)
{
    public async Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken)
    {
        if (
            view.FindRestore(name)
            is not { Metadata.DeletionTimestamp: null, Status: not { CompletionTime: not null } } restore
        )
            return ReconcileResult.Done;
        var state = await definitions.ReadAsync(cancellationToken);
        var status = RestoreStatus.Fold(restore, view.ListNodes(), view.ListCleanups(), state, liveness());
        if (!Bytes(status).SequenceEqual(Bytes(restore.Status)))
            await WriteAsync(restore, status, cancellationToken);
        return status.CompletionTime is null ? ReconcileResult.After(interval) : ReconcileResult.Done;
    }

    // With the resource version that the status is based on: a conflict makes it start over.
    private async Task WriteAsync(
        NodeStorageRestore restore,
        NodeStorageRestoreStatus status,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await restores.Status.ReplaceAsync(restore with { Status = status }, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.NotFound)
        {
            // Deleted meanwhile.
            return;
        }
        if (FindEvent(restore.Status, status) is not { } note)
            return;
        LogTransition(restore.Metadata.Name, note.Reason, note.Message);
        await recorder.RecordAsync(restore, note, cancellationToken);
        if (status.CompletionTime is not null && RestoreStatus.FindCleanup(restore, view.ListCleanups()) is { } cleanup)
            await recorder.RecordAsync(
                cleanup,
                RestoreTexts.DescribeEnd(restore.Metadata.Name!, note.Message, note.Type == "Warning"),
                cancellationToken
            );
    }

    private static EventNote? FindEvent(NodeStorageRestoreStatus? before, NodeStorageRestoreStatus after)
    {
        var (known, now) = (
            before?.Conditions.Find(CleanupConditions.Ready),
            after.Conditions.Find(CleanupConditions.Ready)!
        );
        if (known?.Reason == now.Reason)
            return null;
        return after.Conditions.IsTrue(CleanupConditions.Stalled)
            ? EventNote.Warning(now.Reason, now.Message)
            : EventNote.Normal(now.Reason, now.Message);
    }

    private static ReadOnlySpan<byte> Bytes(NodeStorageRestoreStatus? status) =>
        status is null
            ? default
            : JsonSerializer.SerializeToUtf8Bytes(status, ApiJsonContext.Default.NodeStorageRestoreStatus);

    [LoggerMessage(Level = LogLevel.Information, Message = "Restore {Restore}: {Reason}: {Message}")]
    private partial void LogTransition(string? restore, string reason, string message);
}
