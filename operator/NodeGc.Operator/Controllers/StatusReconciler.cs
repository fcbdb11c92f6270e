using System.Text.Json;
using Microsoft.Extensions.Logging;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Kubernetes.Events;
using NodeGc.Operator.Definitions;
using NodeGc.Operator.Events;
using NodeGc.Operator.Planning;
using NodeGc.Operator.Reporting;

namespace NodeGc.Operator.Controllers;

/// <summary>Makes the status of one cleanup what its nodes report, and tells what happened.</summary>
/// <param name="view">The cluster.</param>
/// <param name="cleanups">Where the status is written.</param>
/// <param name="recorder">Where events are written.</param>
/// <param name="definitions">What the server keeps of what is written.</param>
/// <param name="losses">What it did not keep of orders.</param>
/// <param name="liveness">Which agents live now.</param>
/// <param name="again">When to look again without news, because silence makes none.</param>
/// <param name="logger">For transitions.</param>
internal sealed partial class StatusReconciler(
    ClusterView view,
    ResourceClient<NodeStorageCleanup> cleanups,
    EventRecorder recorder,
    DefinitionReader definitions,
    OrderLosses losses,
    Func<Liveness> liveness,
    TimeSpan again,
    ILogger<StatusReconciler> logger
)
{
    private readonly DroppedStatuses dropped = new();

    /// <summary>Told of each run that has ended, once its end was written.</summary>
    public Action<CleanupRun> RunEnded { get; init; } = _ => { };

    public async Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken)
    {
        if (view.FindCleanup(name) is not { Metadata.DeletionTimestamp: null } cleanup)
            return ReconcileResult.Done;
        var facts = new ClusterFacts(await KnownAsync(cleanup, cancellationToken), view.ListCleanups());
        var status = CleanupStatus.Fold(cleanup, view.ListNodes(), liveness(), facts);
        var isNews = !Bytes(status).SequenceEqual(Bytes(cleanup.Status)) && !dropped.Knows(cleanup, status);
        if (isNews)
            await WriteAsync(cleanup, status, cancellationToken);
        // A cleanup that is not carried out waits for a change of its spec and for nothing else.
        return Mandate.Find(cleanup) is null ? ReconcileResult.Done : ReconcileResult.After(again);
    }

    private async Task<DefinitionState> KnownAsync(NodeStorageCleanup cleanup, CancellationToken cancellationToken) =>
        (await definitions.ReadAsync(cancellationToken)).With(
            losses.Find(cleanup.Metadata.Name ?? "", RunId.Of(cleanup))
        );

    // With the resource version that was folded: whoever was late gets a conflict and folds again.
    private async Task WriteAsync(
        NodeStorageCleanup cleanup,
        NodeStorageCleanupStatus status,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var stored = await cleanups.Status.ReplaceAsync(cleanup with { Status = status }, cancellationToken);
            dropped.Note(status, stored);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.NotFound)
        {
            // Deleted meanwhile: there is nobody left to tell.
            return;
        }
        if (FindEnded(cleanup.Status?.LastRun, status.LastRun) is { } ended)
            RunEnded(ended);
        foreach (var note in CleanupTransitions.Between(cleanup.Status, status))
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Cleanup {Cleanup} changed: {Reason}: {Message}")]
    private partial void LogTransition(string? cleanup, string reason, string message);
}
