using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Status.Conditions;

namespace NodeGc.Operator.Status.Events;

/// <summary>Finds what happened between two statuses of one cleanup: nothing is reported twice. Pure.</summary>
internal static class CleanupTransitions
{
    public static ImmutableArray<CleanupTransition> Between(
        NodeStorageCleanupStatus? before,
        NodeStorageCleanupStatus after
    ) =>
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

    private static IEnumerable<CleanupTransition> FindStart(CleanupRun? before, CleanupRun? after)
    {
        if (after is not null && after.Id != before?.Id)
            yield return new(CleanupEvents.RunStarted(after.Id, after.Nodes.Selected, after.Rollout?.Phase));
    }

    private static IEnumerable<CleanupTransition> FindPlan(CleanupRun? before, CleanupRun? after)
    {
        if (after is { PlanDigest: { } digest, CompletionTime: null } && digest != before?.PlanDigest)
        {
            var figures = $"{after.Reclaimable.Items} items ({after.Reclaimable.Size})";
            yield return new CleanupTransition(CleanupEvents.PlanReady(after.Id, digest, figures)).Notifying(
                NotificationType.AwaitingApproval,
                CleanupReasons.AwaitingApproval,
                after.Id
            );
        }
    }

    private static IEnumerable<CleanupTransition> FindRollout(CleanupRun? before, CleanupRun? after)
    {
        if (after is null || before?.Id != after.Id)
            yield break;
        switch (before.Rollout?.Phase, after.Rollout?.Phase)
        {
            case (RolloutPhase.Canary, RolloutPhase.Soaking):
                yield return new(CleanupEvents.CanarySucceeded(after.Id, after.Rollout!.SoakEndTime));
                break;
            case (RolloutPhase.Canary, RolloutPhase.Rolling):
                yield return new(CleanupEvents.CanarySucceeded(after.Id, soakEnd: null));
                break;
            case (RolloutPhase.Soaking, RolloutPhase.Rolling):
                yield return new(CleanupEvents.SoakCompleted(after.Id));
                break;
        }
    }

    private static IEnumerable<CleanupTransition> FindStop(
        NodeStorageCleanupStatus? before,
        NodeStorageCleanupStatus after
    )
    {
        if (before?.LastRun is not { CompletionTime: null } run)
            yield break;
        if (after.LastRun?.Id != run.Id || IsStopped(after))
            yield return new CleanupTransition(CleanupEvents.RunStopped(run.Id)).Notifying(
                NotificationType.RunStopped,
                "Stopped",
                run.Id
            );
    }

    private static IEnumerable<CleanupTransition> FindEnd(CleanupRun? before, NodeStorageCleanupStatus after)
    {
        if (after.LastRun is not { CompletionTime: not null } run || IsStopped(after))
            yield break;
        if (before?.Id == run.Id && before.CompletionTime is not null)
            yield break;
        var ended = new CleanupTransition(CleanupEvents.RunCompleted(run.Id, Describe(run)));
        yield return run.Nodes.Failed > 0
            ? ended.Notifying(NotificationType.RunFailed, CleanupReasons.NodesFailed, run.Id)
            : ended.Notifying(NotificationType.RunSucceeded, CleanupReasons.Succeeded, run.Id);
    }

    private static IEnumerable<CleanupTransition> FindFailure(CleanupRun? before, NodeStorageCleanupStatus after)
    {
        if (after.LastRun is not { } run)
            yield break;
        var known = before?.Id == run.Id ? before.Nodes.Failed : 0;
        if (run.Nodes.Failed > known && after.Conditions.Find(CleanupConditions.Healthy) is { } health)
            yield return new(CleanupEvents.NodesFailed(run.Id, health.Message));
    }

    private static IEnumerable<CleanupTransition> FindRefusal(
        NodeStorageCleanupStatus? before,
        NodeStorageCleanupStatus after
    )
    {
        if (after.LastRun is not { } run)
            yield break;
        var health = after.Conditions.Find(CleanupConditions.Healthy);
        if (health is not { Reason: CleanupReasons.OrdersRefused } refusal)
            yield break;
        var known = before?.Conditions.Find(CleanupConditions.Healthy);
        if (known?.Reason == refusal.Reason && before?.LastRun?.Id == run.Id)
            yield break;
        yield return new CleanupTransition(CleanupEvents.OrdersRefused(run.Id, refusal.Message)).Notifying(
            NotificationType.OrdersRefused,
            CleanupReasons.OrdersRefused,
            run.Id
        );
    }

    private static IEnumerable<CleanupTransition> FindStall(
        NodeStorageCleanupStatus? before,
        NodeStorageCleanupStatus after
    )
    {
        if (after.Conditions.Find(CleanupConditions.Stalled) is not { Status: ConditionStatus.True } stalled)
            yield break;
        // There is another event about it.
        if (IsReportedOtherwise(stalled.Reason, after.LastRun))
            yield break;
        var known = before?.Conditions.Find(CleanupConditions.Stalled);
        if (
            known is not { Status: ConditionStatus.True }
            || known.Reason != stalled.Reason
            || known.ObservedGeneration != stalled.ObservedGeneration
        )
            yield return new CleanupTransition(CleanupEvents.Stalled(stalled.Message)).Notifying(
                NotificationType.Stalled,
                stalled.Reason,
                IsStopped(after) ? null : after.LastRun?.Id
            );
    }

    // Nodes that failed in a run that has not ended, and does not, are not reported by its end.
    private static bool IsReportedOtherwise(string reason, CleanupRun? run) =>
        reason == CleanupReasons.OrdersRefused
        || (reason == CleanupReasons.NodesFailed && run is { CompletionTime: not null });

    private static IEnumerable<CleanupTransition> FindObstacle(
        NodeStorageCleanupStatus? before,
        NodeStorageCleanupStatus after
    )
    {
        if (after.Conditions.Find(CleanupConditions.Effective) is not { Status: ConditionStatus.False } obstacle)
            yield break;
        var known = before?.Conditions.Find(CleanupConditions.Effective);
        if (
            known is not { Status: ConditionStatus.False }
            || known.Reason != obstacle.Reason
            || known.ObservedGeneration != obstacle.ObservedGeneration
        )
            yield return new(CleanupEvents.NotEffective(obstacle.Reason, obstacle.Message));
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
