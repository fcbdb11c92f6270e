using Microsoft.Extensions.Logging;
using NodeGc.Agent.Restores;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Carries out the restores in the node's spec, one at a time, beside the orders, and stops one that is
/// withdrawn.</summary>
internal sealed partial class RestoreWorker(
    RestoreRunner runner,
    IUsageReader figures,
    StatusStore statusStore,
    ILogger<RestoreWorker> logger
) : IAgentLoop, IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim changes = new(0, 1);
    private NodeStorage? latest;
    private RestoreOrder? current;
    private CancellationTokenSource? withdrawal;

    /// <summary>Sets the current NodeStorage of the node; null = there is none, and so nothing to restore.</summary>
    public void SetStorage(NodeStorage? storage)
    {
        lock (gate)
        {
            latest = storage;
            statusStore.Update(status => RestoreSelection.Clean(status, storage?.Spec));
            if (current is not null && !RestoreSelection.Wants(storage?.Spec, current))
                withdrawal?.Cancel();
            if (changes.CurrentCount == 0)
                changes.Release();
        }
    }

    /// <summary>Carries out restores until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (FindNext() is { } order)
                await CarryOutAsync(order, cancellationToken);
            else
                await changes.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => changes.Dispose();

    private RestoreOrder? FindNext()
    {
        lock (gate)
            return RestoreSelection.FindNext(latest?.Spec, statusStore.Current);
    }

    private async Task CarryOutAsync(RestoreOrder order, CancellationToken cancellationToken)
    {
        using var withdrawn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Begin(order, withdrawn);
        try
        {
            // An agent that only waited has not restored anything.
            var before = statusStore.Current.Find(order) is { Phase: RestorePhase.Restoring } known ? known : null;
            var report = await runner.RunAsync(order, before, update => Put(order, update, null), withdrawn.Token);
            // What a restore changes is shown together with its result.
            Put(order, report, figures.Read());
            LogEnded(order.Name, order.RunId, report.Phase, report.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogWithdrawn(order.Name, order.RunId);
        }
        finally
        {
            Begin(null, null);
        }
    }

    private void Begin(RestoreOrder? order, CancellationTokenSource? source)
    {
        lock (gate)
        {
            (current, withdrawal) = (order, source);
            if (order is not null && !RestoreSelection.Wants(latest?.Spec, order))
                source!.Cancel();
        }
    }

    /// <summary>Reports of withdrawn restores are dropped.</summary>
    private void Put(RestoreOrder order, RestoreReport report, Func<NodeStorageStatus, NodeStorageStatus>? update)
    {
        lock (gate)
        {
            if (RestoreSelection.Wants(latest?.Spec, order))
                statusStore.Update(status => (update?.Invoke(status) ?? status).With(report));
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Restore {Name} of run {RunId}: {Phase}: {Message}")]
    private partial void LogEnded(string name, string runId, RestorePhase phase, string? message);

    [LoggerMessage(
        2,
        LogLevel.Information,
        "Restore {Name} of run {RunId} was withdrawn; what was restored until then stays restored."
    )]
    private partial void LogWithdrawn(string name, string runId);
}
