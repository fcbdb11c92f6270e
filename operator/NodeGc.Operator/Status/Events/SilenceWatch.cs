using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Events;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Status.Events;

/// <summary>Reports agents that fall silent, and that report again, as events of their NodeStorage: silence itself
/// causes no change to react to.</summary>
/// <remarks>A new leader reports silent agents again: it cannot know what the previous one reported.</remarks>
internal sealed class SilenceWatch(
    ClusterView view,
    EventRecorder recorder,
    Func<Liveness> liveness,
    TimeSpan interval,
    TimeProvider time
)
{
    /// <summary>Maximum events per check: if thousands fall silent at once, the server has other work to do.</summary>
    private const int MaxEventsPerCheck = 10;

    /// <summary>After the cache was outdated, agents have this many checks to report again: the server was unavailable
    /// to them too.</summary>
    private const int GraceChecks = 4;

    private readonly HashSet<string> silent = new(StringComparer.Ordinal);

    private int checks;

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            checks = view.IsCurrent ? checks + 1 : 0;
            if (checks > GraceChecks)
                await CheckAsync(cancellationToken);
            await Task.Delay(interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var (now, storages) = (liveness(), view.Storages.Store.List());
        silent.IntersectWith(storages.Select(storage => storage.Metadata.Name!));
        var events = storages
            .Select(storage => (storage, Note: FindEvent(storage, now)))
            .Where(entry => entry.Note is not null);
        foreach (var (storage, note) in events.Take(MaxEventsPerCheck).ToList())
        {
            if (cancellationToken.IsCancellationRequested)
                return;
            await RecordAsync(storage, note!, cancellationToken);
        }
    }

    private async Task RecordAsync(NodeStorage storage, EventNote note, CancellationToken cancellationToken)
    {
        try
        {
            await recorder.RecordAsync(storage, note, cancellationToken);
            if (!silent.Remove(storage.Metadata.Name!))
                silent.Add(storage.Metadata.Name!);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping; the next leader reports it.
        }
    }

    /// <summary>An agent that never reported does not count as silent: the cleanups' statuses show it.</summary>
    private EventNote? FindEvent(NodeStorage storage, Liveness now)
    {
        if (now.FindLastSign(storage) is null)
            return null;
        var (problem, isKnown) = (now.FindProblem(storage), silent.Contains(storage.Metadata.Name!));
        return (problem, isKnown) switch
        {
            ({ } cause, false) => NodeStorageEvents.AgentSilent(storage.Metadata.Name!, cause),
            (null, true) => NodeStorageEvents.AgentReporting(),
            _ => null,
        };
    }
}
