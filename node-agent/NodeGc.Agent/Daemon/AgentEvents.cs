using NodeGc.Kubernetes.Events;

namespace NodeGc.Agent.Daemon;

/// <summary>The events of a node, as <c>kubectl describe nst</c> shows them.</summary>
internal static class AgentEvents
{
    /// <param name="cause">The error of the server, and what to do.</param>
    public static EventNote StatusRefused(string cause) =>
        EventNote.Warning(
            "StatusRefused",
            "The API server rejects this node's status. Nothing is deleted until it can be reported. " + cause
        );
}
