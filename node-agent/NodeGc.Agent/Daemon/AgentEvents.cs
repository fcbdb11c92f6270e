using NodeGc.Kubernetes.Events;

namespace NodeGc.Agent.Daemon;

/// <summary>The events of a node, as <c>kubectl describe nst</c> shows them.</summary>
internal static class AgentEvents
{
    /// <param name="cause">What the server said, and what to do.</param>
    public static EventNote StatusRefused(string cause) =>
        EventNote.Warning(
            "StatusRefused",
            "The API server refuses this node's status, and what cannot be reported is not carried out: "
                + $"nothing is deleted. {cause}"
        );
}
