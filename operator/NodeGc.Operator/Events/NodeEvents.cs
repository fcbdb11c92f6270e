using NodeGc.Kubernetes.Events;

namespace NodeGc.Operator.Events;

/// <summary>The events of a node's object, as <c>kubectl describe nst</c> shows them.</summary>
internal static class NodeEvents
{
    /// <param name="node">Where to look.</param>
    /// <param name="problem">Since when, in the words of the cleanups' statuses.</param>
    public static EventNote AgentSilent(string node, string problem) =>
        EventNote.Warning(
            "AgentSilent",
            $"Orders to this node wait: {problem}. "
                + $"Check its pod: kubectl get pods -A -o wide --field-selector spec.nodeName={node}"
        );

    public static EventNote AgentHeardAgain() =>
        EventNote.Normal("AgentHeardAgain", "The agent of this node reports again");
}
