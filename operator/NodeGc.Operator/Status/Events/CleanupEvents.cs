using NodeGc.Kubernetes.Events;
using NodeGc.Operator.Status.Conditions;

namespace NodeGc.Operator.Status.Events;

/// <summary>The events of a cleanup, shown by <c>kubectl describe</c>.</summary>
internal static class CleanupEvents
{
    public static EventNote RunStarted(string run, int nodes) =>
        EventNote.Normal("RunStarted", $"Run {run} started on {ConditionTexts.CountNodes(nodes)}");

    public static EventNote RunCompleted(string run, string figures) =>
        EventNote.Normal("RunCompleted", $"Run {run} completed: {figures}");

    /// <summary>Mode Approve: the plans can be approved now.</summary>
    public static EventNote PlanReady(string run, string digest, string figures) =>
        EventNote.Normal(
            "PlanReady",
            $"Run {run} planned to remove {figures}; to approve this, set spec.approvedPlan to {digest}"
        );

    /// <summary>The cleanup was suspended or changed before all nodes were done.</summary>
    public static EventNote RunStopped(string run) =>
        EventNote.Normal("RunStopped", $"Run {run} stopped before all nodes finished; its orders were withdrawn");

    public static EventNote NodesFailed(string run, string message) =>
        EventNote.Warning("NodesFailed", $"Run {run}: {message}");

    /// <summary>An agent could not verify its order, and did nothing.</summary>
    public static EventNote OrdersRefused(string run, string message) =>
        EventNote.Warning("OrdersRefused", $"Run {run}: {message}");

    /// <param name="reason">The reason of the condition Effective.</param>
    /// <param name="message">Its message.</param>
    public static EventNote NotEffective(string reason, string message) => EventNote.Warning(reason, message);

    /// <param name="message">The message of the condition Stalled.</param>
    public static EventNote Stalled(string message) => EventNote.Warning("Stalled", message);
}
