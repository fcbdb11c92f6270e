using Microsoft.Extensions.Logging;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Events;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Status.Events;

/// <summary>Writes what happens on nodes as events of the Nodes, and restores also as events of the cleanups whose runs
/// they undo.</summary>
/// <remarks>
/// Every change of a NodeStorage is looked at, and all of them when this operator begins to lead. What an earlier
/// leader has written has the same name, so the server refuses it.
/// </remarks>
internal sealed partial class NodeEventWatch(
    ClusterView view,
    EventRecorder recorder,
    TimeProvider time,
    ILogger<NodeEventWatch> logger
)
{
    /// <summary>At most 10 events per second. With 5,000 nodes that is 0.12 writes per minute and node.</summary>
    private const int MaxEventsPerRound = 10;

    private const int Capacity = 10_000;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private readonly NodeNewsQueue queue = new(Capacity);
    private volatile bool isRunning;

    /// <summary>Looks at every NodeStorage that changes from now on, while this operator leads.</summary>
    public void Subscribe() =>
        view.Storages.Subscribe(change =>
        {
            if (isRunning && change.After is { } storage)
                Add(storage);
        });

    /// <summary>Writes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        queue.Clear();
        isRunning = true;
        foreach (var storage in view.Storages.Store.List())
            Add(storage);
        while (!cancellationToken.IsCancellationRequested)
        {
            await WriteAsync(queue.Take(MaxEventsPerRound), cancellationToken);
            queue.Forget(time.GetUtcNow());
            await Task.Delay(Round, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        isRunning = false;
    }

    private void Add(NodeStorage storage)
    {
        var dropped = queue.Add(NodeNewsRules.Find(storage, time.GetUtcNow()));
        if (dropped > 0)
            LogDropped(dropped, storage.Metadata.Name);
    }

    private async Task WriteAsync(IReadOnlyList<NodeNews> news, CancellationToken cancellationToken)
    {
        var restores = new List<NodeNews>();
        try
        {
            foreach (var one in news)
            {
                if (await recorder.RecordOnceAsync(one.Occurrence, cancellationToken) && one.RestoredRun is not null)
                    restores.Add(one);
            }
            foreach (var run in restores.GroupBy(one => (one.RestoredRun, one.IsWarning)))
                await WriteRestoreAsync(run.Key.RestoredRun!, run.Key.IsWarning, [.. run], cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping; the next leader finds what is not written.
        }
    }

    // One event for all nodes of this round: a run may be undone on hundreds of nodes.
    private async Task WriteRestoreAsync(
        string run,
        bool hasFailed,
        IReadOnlyList<NodeNews> restores,
        CancellationToken cancellationToken
    )
    {
        var cleanup = view.ListCleanups()
            .FirstOrDefault(one =>
                one.Status is { } status
                && (status.LastRun?.Id == run || status.History.Any(finished => finished.Id == run))
            );
        if (cleanup is null)
            return;
        string[] nodes = [.. restores.Select(one => one.Node).Distinct().Order(StringComparer.Ordinal)];
        var note = hasFailed ? CleanupEvents.RestoreFailed(run, nodes) : CleanupEvents.Restored(run, nodes);
        await recorder.RecordAsync(cleanup, note, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Dropped {Count} events of node {Node}: too many are waiting")]
    private partial void LogDropped(int count, string? node);
}
