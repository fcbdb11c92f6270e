using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Progress;
using NodeGc.Operator.Rollout;
using NodeGc.Operator.Scheduling;
using NodeGc.Operator.Status.Conditions;
using NodeGc.Operator.Status.Notifications;
using NodeGc.Operator.Status.Runs;

namespace NodeGc.Operator.Status;

/// <summary>
/// Folds the nodes' reports into the status of their cleanup. Pure, and a fixed point: folding its own result again
/// gives the same bytes, so a status is written only if something changed.
/// </summary>
internal static class CleanupStatus
{
    /// <param name="cleanup">With the status that was last written.</param>
    /// <param name="cluster">All nodes, in any order.</param>
    /// <param name="liveness">Which agents are alive.</param>
    /// <param name="facts">What else the status depends on.</param>
    public static NodeStorageCleanupStatus Fold(
        NodeStorageCleanup cleanup,
        IEnumerable<ClusterNode> cluster,
        Liveness liveness,
        ClusterFacts facts
    )
    {
        var before = cleanup.Status ?? new NodeStorageCleanupStatus();
        ImmutableArray<ClusterNode> nodes = [.. cluster];
        var status = FoldRun(cleanup, before, nodes, liveness, facts);
        var conditions = new ConditionWriter(before.Conditions, cleanup.Metadata.Generation, liveness.Now);
        var isNew = before.ObservedGeneration != cleanup.Metadata.Generation;
        var problem = facts.Definitions.LosesCleanups ? facts.Definitions.Problem : null;
        var written = conditions.AddIntact(status.Conditions, isNew, problem);
        var next = status with
        {
            ObservedGeneration = cleanup.Metadata.Generation,
            Schedule = RunSchedule.Observe(cleanup, status.LastRun, liveness.Now),
            LastHandledRunOnce = status.LastRun?.RunOnce ?? before.LastHandledRunOnce,
            Conditions = conditions.AddOverlap(written, Overlap.Find(cleanup, facts.Cleanups, nodes)),
        };
        return next with
        {
            PendingNotifications = NotificationOutbox.Update(cleanup, next, facts.Notifications, liveness.Now),
        };
    }

    private static NodeStorageCleanupStatus FoldRun(
        NodeStorageCleanup cleanup,
        NodeStorageCleanupStatus before,
        ImmutableArray<ClusterNode> nodes,
        Liveness liveness,
        ClusterFacts facts
    )
    {
        var active = ActiveCleanup
            .Find(cleanup, liveness.Now)
            ?.WithPins(Pins.List(facts.Cleanups))
            .WithPlans(() => nodes);
        if (active is null)
            return FoldInactive(cleanup, before, liveness.Now);
        if (VerdictRules.FindLoss(active, facts.Definitions, facts.Loss) is { } loss)
            return FoldOnHold(active, before, loss, liveness.Now);
        return FoldActive(
            active,
            before,
            RolloutNode.Select(active, nodes, liveness),
            CleanupSchedule.FindNext(cleanup.Spec, liveness.Now),
            liveness.Now
        );
    }

    private static NodeStorageCleanupStatus FoldActive(
        ActiveCleanup active,
        NodeStorageCleanupStatus before,
        ImmutableArray<RolloutNode> selected,
        DateTimeOffset? next,
        DateTimeOffset now
    )
    {
        ImmutableArray<NodeProgress> nodes = [.. selected.Select(node => node.Progress)];
        var conditions = new ConditionWriter(before.Conditions, active.Order.Generation, now);
        var run = WithRollout(
            RunSummary.Find(active, nodes, before.LastRun, now),
            active,
            selected,
            before.LastRun,
            now
        );
        var earlier = before.LastRun is { } last && last.Id != run?.Id ? RunHistory.Stop(last, now) : null;
        var written = conditions.Write(
            VerdictRules.Decide(nodes, active, run, next),
            nodes.IsEmpty ? null : NodeHealth.Assess(nodes),
            ObstacleRules.Find(nodes, active.Order.When)
        );
        var history = earlier is null ? before.History : RunHistory.With(before.History, earlier);
        return before with
        {
            Conditions = conditions.AddApproval(
                conditions.AddPins(written, PinMatches.Find(nodes, active.Order)),
                active.Order.Mode,
                active.Approval.Digest,
                nodes.Any(node => node.HasExpired) ? null : run?.PlanDigest
            ),
            LastRun = run ?? earlier,
            History = run is null ? history : RunHistory.With(history, run),
            Nodes = WorstNodes.Select(nodes),
            NodesOmitted = Math.Max(0, nodes.Length - NodeStorageCleanupStatus.MaxNodes),
        };
    }

    private static CleanupRun? WithRollout(
        CleanupRun? run,
        ActiveCleanup active,
        ImmutableArray<RolloutNode> nodes,
        CleanupRun? last,
        DateTimeOffset now
    ) =>
        run is null || active.Rollout is not { } spec
            ? run
            : run with
            {
                Rollout = RolloutRules.Decide(spec, nodes, last?.Id == run.Id ? last : null, now),
            };

    /// <summary>
    /// Nothing is issued or withdrawn while fields may be lost: the run stays as it is, and continues once they are
    /// kept.
    /// </summary>
    private static NodeStorageCleanupStatus FoldOnHold(
        ActiveCleanup active,
        NodeStorageCleanupStatus before,
        CleanupVerdict loss,
        DateTimeOffset now
    )
    {
        var status = before.LastRun is { } run && run.Id != active.Order.RunId ? StopRun(before, run, now) : before;
        return status with
        {
            Conditions = new ConditionWriter(before.Conditions, active.Order.Generation, now).Write(
                loss,
                health: null,
                obstacle: null
            ),
        };
    }

    private static NodeStorageCleanupStatus FoldInactive(
        NodeStorageCleanup cleanup,
        NodeStorageCleanupStatus before,
        DateTimeOffset now
    )
    {
        var conditions = new ConditionWriter(before.Conditions, cleanup.Metadata.Generation, now);
        var status = before.LastRun is { } run ? StopRun(before, run, now) : before;
        return status with
        {
            Conditions = conditions.Write(VerdictRules.DecideInactive(cleanup, now), health: null, obstacle: null),
            Nodes = WorstNodes.Stop(before.Nodes),
        };
    }

    private static NodeStorageCleanupStatus StopRun(NodeStorageCleanupStatus before, CleanupRun run, DateTimeOffset now)
    {
        var last = RunHistory.Stop(run, now);
        return before with { LastRun = last, History = RunHistory.With(before.History, last) };
    }
}
