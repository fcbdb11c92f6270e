using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Events;
using NodeGc.Operator.Events;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Controllers;

/// <summary>Reports agents that fell silent, and that are heard again, as events of their nodes' objects: silence
/// itself makes no news.</summary>
/// <remarks>A new leader reports silent agents once more: it cannot know what was reported before it.</remarks>
internal sealed class SilenceWatch(
    ClusterView view,
    EventRecorder recorder,
    Func<Liveness> liveness,
    TimeSpan between,
    TimeProvider time
)
{
    /// <summary>Most events of one look: when thousands fall silent at once, the server has other work to do.</summary>
    private const int MostAtOnce = 10;

    /// <summary>After the picture was lost, agents get this many looks to be heard again: the server was away for them
    /// too.</summary>
    private const int LooksAfterLoss = 4;

    private readonly HashSet<string> silent = new(StringComparer.Ordinal);

    private int looks;

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            looks = view.IsCurrent ? looks + 1 : 0;
            if (looks > LooksAfterLoss)
                await LookAsync(cancellationToken);
            await Task.Delay(between, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var (now, storages) = (liveness(), view.Storages.Store.List());
        silent.IntersectWith(storages.Select(storage => storage.Metadata.Name!));
        var news = storages
            .Select(storage => (storage, Note: FindNews(storage, now)))
            .Where(one => one.Note is not null);
        foreach (var (storage, note) in news.Take(MostAtOnce).ToList())
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
            // Asked to stop; the next leader reports it.
        }
    }

    /// <summary>An agent that never reported is not silent: its status says so.</summary>
    private EventNote? FindNews(NodeStorage storage, Liveness now)
    {
        if (storage.Status?.HeartbeatTime is null)
            return null;
        var (problem, isKnown) = (now.FindProblem(storage), silent.Contains(storage.Metadata.Name!));
        return (problem, isKnown) switch
        {
            ({ } why, false) => NodeEvents.AgentSilent(storage.Metadata.Name!, why),
            (null, true) => NodeEvents.AgentHeardAgain(),
            _ => null,
        };
    }
}
