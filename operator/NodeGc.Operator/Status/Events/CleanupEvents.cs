using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Kubernetes.Events;
using NodeGc.Operator.Status.Conditions;

namespace NodeGc.Operator.Status.Events;

/// <summary>The events of a cleanup, shown by <c>kubectl describe</c>.</summary>
internal static class CleanupEvents
{
    /// <param name="run">ID of the run.</param>
    /// <param name="nodes">How many nodes are selected; not all of them start at once.</param>
    /// <param name="rollout">The state of the rollout; null without one.</param>
    public static EventNote RunStarted(string run, int nodes, RolloutPhase? rollout)
    {
        var selected = $"Run {run} started; {ConditionTexts.CountNodes(nodes)} selected";
        return EventNote.Normal(
            "RunStarted",
            rollout switch
            {
                null => selected,
                RolloutPhase.Canary => $"{selected}; the canary goes first, the others follow as spec.rollout allows",
                _ => $"{selected}; they start as spec.rollout allows",
            }
        );
    }

    /// <param name="run">ID of the run.</param>
    /// <param name="soakEnd">Until when the canary must stay healthy; null if that time is over.</param>
    public static EventNote CanarySucceeded(string run, DateTimeOffset? soakEnd) =>
        EventNote.Normal(
            "CanarySucceeded",
            soakEnd is { } end
                ? $"Run {run}: the canary succeeded; the other nodes start if it stays healthy until {UtcText.Of(end)}"
                : $"Run {run}: the canary succeeded; the other nodes start"
        );

    /// <summary>The canary stayed healthy during its soak time.</summary>
    public static EventNote SoakCompleted(string run) =>
        EventNote.Normal("SoakCompleted", $"Run {run}: the canary stayed healthy; the other nodes start");

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

    /// <summary>What a run had moved to the quarantine is back on some nodes.</summary>
    public static EventNote Restored(string run, IReadOnlyCollection<string> nodes) =>
        EventNote.Normal("Restored", $"Restored from run {run} on {CountAndName(nodes)}");

    /// <summary>Something that a run had moved to the quarantine could not be restored.</summary>
    public static EventNote RestoreFailed(string run, IReadOnlyCollection<string> nodes) =>
        EventNote.Warning(
            "RestoreFailed",
            $"A restore from run {run} failed on {CountAndName(nodes)}; see the events of the "
                + (nodes.Count == 1 ? "node" : "nodes")
        );

    /// <param name="message">The message of the condition Stalled.</param>
    public static EventNote Stalled(string message) => EventNote.Warning("Stalled", message);

    private static string CountAndName(IReadOnlyCollection<string> nodes) =>
        $"{ConditionTexts.CountNodes(nodes.Count)}: {ShortText.Names(nodes)}";
}
