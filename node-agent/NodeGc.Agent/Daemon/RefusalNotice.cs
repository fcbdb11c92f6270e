using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Kubernetes.Events;

namespace NodeGc.Agent.Daemon;

/// <summary>Shows people that the API server refuses the status, where they can see it without that status: in an event
/// and to probes.</summary>
internal sealed class RefusalNotice(NodeOptions options, OwnStorage own, EventRecorder events)
{
    private string? shown;

    /// <summary>Shows <paramref name="refusal"/>, or with null that there is none; the same twice is shown
    /// once.</summary>
    public async Task ShowAsync(string? refusal, CancellationToken cancellationToken)
    {
        if (shown == refusal)
            return;
        shown = refusal;
        SignOfLife.Refuse(options.StateDirectory, refusal);
        if (refusal is not null && own.Latest is { } storage)
            await events.RecordAsync(storage, AgentEvents.StatusRefused(refusal), cancellationToken);
    }
}
