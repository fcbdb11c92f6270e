using NodeGc.Kubernetes.Events;

namespace NodeGc.Operator.Events;

/// <summary>The events of a cleanup, as <c>kubectl describe</c> shows them.</summary>
internal static class CleanupEvents
{
    public static EventNote RunStarted(string run, int nodes) =>
        EventNote.Normal("RunStarted", $"Run {run} started; nodes selected: {nodes}");

    public static EventNote RunCompleted(string run, string figures) =>
        EventNote.Normal("RunCompleted", $"Run {run} completed: {figures}");

    /// <summary>Mode Approve: from now on the plans can be approved.</summary>
    public static EventNote PlanReady(string run, string digest, string figures) =>
        EventNote.Normal(
            "PlanReady",
            $"Run {run} planned {figures}; to have it carried out, set spec.approvedPlan to {digest}"
        );

    /// <summary>The cleanup was suspended or changed before all nodes were done.</summary>
    public static EventNote RunStopped(string run) =>
        EventNote.Normal(
            "RunStopped",
            $"Run {run} was stopped before every node had finished; its orders are withdrawn"
        );

    public static EventNote NodesFailed(string run, string verdict) =>
        EventNote.Warning("NodesFailed", $"Run {run}: {verdict}");

    /// <summary>An agent could not confirm its order, and did nothing.</summary>
    public static EventNote OrdersRefused(string run, string verdict) =>
        EventNote.Warning("OrdersRefused", $"Run {run}: {verdict}");

    /// <param name="obstacle">What keeps the cleanup from its purpose, in the words of its condition.</param>
    public static EventNote NotEffective(string reason, string obstacle) => EventNote.Warning(reason, obstacle);

    /// <param name="problem">Names the field.</param>
    public static EventNote Stalled(string problem) => EventNote.Warning("Stalled", problem);
}
