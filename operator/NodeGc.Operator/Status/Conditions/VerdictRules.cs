using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Progress;
using NodeGc.Operator.Rollout;
using NodeGc.Operator.Scheduling;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>Decides what has become of a cleanup. The checks stand in the order in which a person would ask.
/// Pure.</summary>
internal static class VerdictRules
{
    /// <summary>A cleanup that is not carried out: its spec is invalid, it is suspended, or nothing is due.</summary>
    public static CleanupVerdict DecideInactive(NodeStorageCleanup cleanup, DateTimeOffset now)
    {
        var problems = ScheduleRules.Check(cleanup.Spec, now);
        if (!problems.IsEmpty)
            return new CleanupVerdict.InvalidSpec(problems);
        return cleanup.Spec.Suspend
            ? new CleanupVerdict.Suspended()
            : new CleanupVerdict.Scheduled(CleanupSchedule.FindNext(cleanup.Spec, now));
    }

    /// <summary>A cleanup on hold: its spec or its orders may lack fields, or its orders are rejected. Null if nothing
    /// of this is known.</summary>
    public static CleanupVerdict? FindLoss(ActiveCleanup cleanup, DefinitionState definitions, OrderLoss? loss)
    {
        var known = loss is OrderLoss.Dropped dropped ? definitions.With(dropped.Gap) : definitions;
        if (known.BlocksOrders)
            return new CleanupVerdict.FieldsDropped(known);
        if (loss is OrderLoss.Rejected rejected)
            return new CleanupVerdict.OrderRejected(rejected.Cause);
        return cleanup.IsOnHold ? new CleanupVerdict.SpecInDoubt() : null;
    }

    /// <summary>A cleanup that is carried out on these nodes. A run that was reported as complete stays complete,
    /// whoever joins or falls silent later.</summary>
    /// <param name="nodes">The selected nodes.</param>
    /// <param name="cleanup">The cleanup.</param>
    /// <param name="run">Its run; null before it starts.</param>
    /// <param name="next">The next due time; null without a schedule.</param>
    public static CleanupVerdict Decide(
        ImmutableArray<NodeProgress> nodes,
        ActiveCleanup cleanup,
        CleanupRun? run,
        DateTimeOffset? next
    ) =>
        run?.CompletionTime is null
            ? FindMissing(nodes)
                ?? Find(NodeHealth.FindRefused(nodes))
                ?? FindStopped(run?.Rollout)
                ?? ApprovalRules.Find(nodes, cleanup.Approval.Digest, run)
                ?? FindWaiting(nodes, cleanup, next)
                ?? FindUnfinished(nodes, run?.Rollout)
                ?? Find(NodeHealth.FindFailed(nodes))
                ?? ApprovalRules.FindExpired(nodes)
                ?? new CleanupVerdict.NodesNotReporting(CountNodes(nodes))
            : ApprovalRules.Find(nodes, cleanup.Approval.Digest, run)
                ?? Find(NodeHealth.FindRefused(nodes))
                ?? Find(NodeHealth.FindFailed(nodes))
                ?? FindFormerFailures(run)
                ?? ApprovalRules.FindExpired(nodes)
                ?? ToSuccess(nodes, run, next);

    private static CleanupVerdict? FindMissing(ImmutableArray<NodeProgress> nodes) =>
        nodes switch
        {
            [] => new CleanupVerdict.NoNodes(),
            _ when nodes.Any(node => node.HasEnded || node.Silence is null) => null,
            _ => new CleanupVerdict.NoAgents(nodes.Length),
        };

    private static CleanupVerdict.RolloutStopped? FindStopped(RolloutStatus? rollout) =>
        rollout is { Message: { } cause }
        && (RolloutRules.IsStopped(rollout.Phase) || rollout.Phase == RolloutPhase.Canary)
            ? new CleanupVerdict.RolloutStopped(rollout.Phase, cause)
            : null;

    /// <summary>Nodes are left, but none may start now, and none is at it.</summary>
    private static CleanupVerdict? FindWaiting(
        ImmutableArray<NodeProgress> nodes,
        ActiveCleanup cleanup,
        DateTimeOffset? next
    )
    {
        if (!nodes.Any(node => node.IsOpen) || nodes.Any(node => node.IsOpen && node.IsInvolved))
            return null;
        if (!cleanup.Run.AcceptsNodes)
            return new CleanupVerdict.Interrupted(CountNodes(nodes), next);
        return cleanup.Rollout is { } spec && NumberOrPercent.Parse(spec.MaxConcurrent).Number == 0
            ? new CleanupVerdict.Paused(CountNodes(nodes))
            : null;
    }

    private static CleanupVerdict? FindUnfinished(ImmutableArray<NodeProgress> nodes, RolloutStatus? rollout) =>
        nodes.Any(node => node.IsOpen) ? new CleanupVerdict.Progressing(CountNodes(nodes), rollout) : null;

    private static CleanupVerdict? Find(NodeHealth.Problem? problem) =>
        problem is null ? null : new CleanupVerdict.Unhealthy(problem);

    /// <summary>Nodes that failed and have left since.</summary>
    private static CleanupVerdict? FindFormerFailures(CleanupRun run) =>
        run.Nodes.Failed > 0 ? new CleanupVerdict.FormerNodesFailed(run.Nodes.Failed, run.Nodes.Selected) : null;

    private static CleanupVerdict.Succeeded ToSuccess(
        ImmutableArray<NodeProgress> nodes,
        CleanupRun run,
        DateTimeOffset? next
    ) =>
        new(
            run.Nodes.Succeeded,
            run.Nodes.Selected,
            run.Nodes.Skipped,
            Joined: nodes.Count(node => node.IsOpen),
            CountNodes(nodes),
            run.Mode,
            next
        );

    private static CleanupVerdict.NodeCounts CountNodes(ImmutableArray<NodeProgress> nodes) =>
        new(nodes.Length, nodes.Count(node => node.IsDone), nodes.ListNames(node => node.IsLate));
}
