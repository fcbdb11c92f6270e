using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Kubernetes.Events;

namespace NodeGc.Agent.Daemon;

/// <summary>Makes rejections of the status visible without that status: in an event and to probes.</summary>
internal sealed class RefusalNotice(NodeOptions options, NodeStorageWatcher own, EventRecorder events)
{
    private string? shown;

    /// <summary>Shows <paramref name="refusal"/>, or clears it if null. Repeated calls with the same value do
    /// nothing.</summary>
    public async Task ShowAsync(string? refusal, CancellationToken cancellationToken)
    {
        if (shown == refusal)
            return;
        shown = refusal;
        HeartbeatFile.SetRefusal(options.StateDirectory, refusal);
        if (refusal is not null && own.Latest is { } storage)
            await events.RecordAsync(storage, AgentEvents.StatusRefused(refusal), cancellationToken);
    }
}
