using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Status.Conditions;

namespace NodeGc.Operator.Status.Events;

/// <summary>Finds the events between two statuses of one cleanup: nothing is reported twice. Pure.</summary>
internal static class CleanupTransitions
{
    public static ImmutableArray<EventNote> Between(NodeStorageCleanupStatus? before, NodeStorageCleanupStatus after) =>
        [
            .. FindStop(before, after),
            .. FindStart(before?.LastRun, after.LastRun),
            .. FindPlan(before?.LastRun, after.LastRun),
            .. FindRollout(before?.LastRun, after.LastRun),
            .. FindFailure(before?.LastRun, after),
            .. FindRefusal(before, after),
            .. FindEnd(before?.LastRun, after),
            .. FindStall(before, after),
            .. FindObstacle(before, after),
        ];

    private static IEnumerable<EventNote> FindStart(CleanupRun? before, CleanupRun? after)
    {
        if (after is not null && after.Id != before?.Id)
            yield return CleanupEvents.RunStarted(after.Id, after.Nodes.Selected, after.Rollout?.Phase);
    }

    private static IEnumerable<EventNote> FindPlan(CleanupRun? before, CleanupRun? after)
    {
        if (after is { PlanDigest: { } digest, CompletionTime: null } && digest != before?.PlanDigest)
            yield return CleanupEvents.PlanReady(
                after.Id,
                digest,
                $"{after.Reclaimable.Items} items ({after.Reclaimable.Size})"
            );
    }

    private static IEnumerable<EventNote> FindRollout(CleanupRun? before, CleanupRun? after)
    {
        if (after is null || before?.Id != after.Id)
            yield break;
        switch (before.Rollout?.Phase, after.Rollout?.Phase)
        {
            case (RolloutPhase.Canary, RolloutPhase.Soaking):
                yield return CleanupEvents.CanarySucceeded(after.Id, after.Rollout!.SoakEndTime);
                break;
            case (RolloutPhase.Canary, RolloutPhase.Rolling):
                yield return CleanupEvents.CanarySucceeded(after.Id, soakEnd: null);
                break;
            case (RolloutPhase.Soaking, RolloutPhase.Rolling):
                yield return CleanupEvents.SoakCompleted(after.Id);
                break;
        }
    }

    private static IEnumerable<EventNote> FindStop(NodeStorageCleanupStatus? before, NodeStorageCleanupStatus after)
    {
        if (before?.LastRun is not { CompletionTime: null } run)
            yield break;
        if (after.LastRun?.Id != run.Id || IsStopped(after))
            yield return CleanupEvents.RunStopped(run.Id);
    }

    private static IEnumerable<EventNote> FindEnd(CleanupRun? before, NodeStorageCleanupStatus after)
    {
        if (after.LastRun is not { CompletionTime: not null } run || IsStopped(after))
            yield break;
        if (before?.Id == run.Id && before.CompletionTime is not null)
            yield break;
        yield return CleanupEvents.RunCompleted(run.Id, Describe(run));
    }

    private static IEnumerable<EventNote> FindFailure(CleanupRun? before, NodeStorageCleanupStatus after)
    {
        if (after.LastRun is not { } run)
            yield break;
        var known = before?.Id == run.Id ? before.Nodes.Failed : 0;
        if (run.Nodes.Failed > known && after.Conditions.Find(CleanupConditions.Healthy) is { } health)
            yield return CleanupEvents.NodesFailed(run.Id, health.Message);
    }

    private static IEnumerable<EventNote> FindRefusal(NodeStorageCleanupStatus? before, NodeStorageCleanupStatus after)
    {
        if (after.LastRun is not { } run)
            yield break;
        var health = after.Conditions.Find(CleanupConditions.Healthy);
        if (health is not { Reason: CleanupReasons.OrdersRefused } refusal)
            yield break;
        var known = before?.Conditions.Find(CleanupConditions.Healthy);
        if (known?.Reason == refusal.Reason && before?.LastRun?.Id == run.Id)
            yield break;
        yield return CleanupEvents.OrdersRefused(run.Id, refusal.Message);
    }

    private static IEnumerable<EventNote> FindStall(NodeStorageCleanupStatus? before, NodeStorageCleanupStatus after)
    {
        if (after.Conditions.Find(CleanupConditions.Stalled) is not { Status: ConditionStatus.True } stalled)
            yield break;
        // Of these there is an event already.
        if (stalled.Reason is CleanupReasons.NodesFailed or CleanupReasons.OrdersRefused)
            yield break;
        var known = before?.Conditions.Find(CleanupConditions.Stalled);
        if (known is not { Status: ConditionStatus.True } || known.ObservedGeneration != stalled.ObservedGeneration)
            yield return CleanupEvents.Stalled(stalled.Message);
    }

    private static IEnumerable<EventNote> FindObstacle(NodeStorageCleanupStatus? before, NodeStorageCleanupStatus after)
    {
        if (after.Conditions.Find(CleanupConditions.Effective) is not { Status: ConditionStatus.False } obstacle)
            yield break;
        var known = before?.Conditions.Find(CleanupConditions.Effective);
        if (
            known is not { Status: ConditionStatus.False }
            || known.Reason != obstacle.Reason
            || known.ObservedGeneration != obstacle.ObservedGeneration
        )
            yield return CleanupEvents.NotEffective(obstacle.Reason, obstacle.Message);
    }

    /// <summary>Whether the last run belongs to an earlier generation, and so cannot be in progress.</summary>
    private static bool IsStopped(NodeStorageCleanupStatus status) =>
        status.LastRun?.Generation != status.ObservedGeneration;

    private static string Describe(CleanupRun run)
    {
        var succeeded = ConditionTexts.CountNodes(run.Nodes.Succeeded);
        var nodes = $"{succeeded} succeeded, {run.Nodes.Failed} failed, {run.Nodes.Skipped} skipped";
        var bytes =
            $"{run.Reclaimable.Size} reclaimable, {run.Quarantined.Size} quarantined, {run.Reclaimed.Size} reclaimed";
        return $"{nodes}; {bytes}";
    }
}
