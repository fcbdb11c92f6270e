using NodeGc.Kubernetes.Events;

namespace NodeGc.Operator.Status.Events;

/// <summary>The events of a NodeStorage, shown by <c>kubectl describe nst</c>.</summary>
internal static class NodeStorageEvents
{
    /// <param name="node">The node's name.</param>
    /// <param name="problem">Why it counts as silent.</param>
    public static EventNote AgentSilent(string node, string problem) =>
        EventNote.Warning(
            "AgentSilent",
            $"The orders of this node are pending: {problem}. "
                + $"Check the agent pod: kubectl get pods -A -o wide --field-selector spec.nodeName={node}"
        );

    public static EventNote AgentReporting() =>
        EventNote.Normal("AgentReporting", "The agent of this node is reporting again");
}
