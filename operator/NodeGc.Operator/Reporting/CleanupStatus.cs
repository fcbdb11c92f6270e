using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Rules;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Reporting;

/// <summary>
/// Folds what the nodes report into the status of their cleanup. Pure, and a fixed point: folding its own result once
/// more gives the same bytes, so a status is written only when something happened.
/// </summary>
internal static class CleanupStatus
{
    /// <param name="cleanup">With the status as it was last written.</param>
    /// <param name="cluster">All nodes, in any order.</param>
    /// <param name="liveness">Which agents live.</param>
    /// <param name="facts">What else is known of the cluster.</param>
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
        var conditions = new ConditionFold(before.Conditions, cleanup.Metadata.Generation, liveness.Now);
        var isNew = before.ObservedGeneration != cleanup.Metadata.Generation;
        var losing = facts.Definitions.LosesCleanups ? facts.Definitions.Message : null;
        return status with
        {
            ObservedGeneration = cleanup.Metadata.Generation,
            Conditions = conditions.WithOverlap(
                conditions.WithIntact(status.Conditions, isNew, losing),
                Overlaps.Find(cleanup, facts.Cleanups, nodes)
            ),
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
        var pins = Pins.Of(facts.Cleanups);
        var mandate = Mandate.Find(cleanup)?.Among(pins).In(() => nodes);
        if (mandate is null)
            return Idle(cleanup, before, liveness.Now);
        if (Verdicts.FindLoss(mandate, facts.Definitions) is { } loss)
            return Held(mandate, before, loss, liveness.Now);
        return Active(mandate, before, Progress(mandate, nodes, liveness), liveness.Now);
    }

    private static ImmutableArray<NodeProgress> Progress(
        Mandate mandate,
        ImmutableArray<ClusterNode> cluster,
        Liveness liveness
    ) =>
        [
            .. cluster
                .Where(mandate.Selects)
                .Select(node => NodeProgress.Of(node, mandate, liveness))
                .OrderBy(node => node.Name, StringComparer.Ordinal),
        ];

    private static NodeStorageCleanupStatus Active(
        Mandate mandate,
        NodeStorageCleanupStatus before,
        ImmutableArray<NodeProgress> nodes,
        DateTimeOffset now
    )
    {
        var conditions = new ConditionFold(before.Conditions, mandate.Order.Generation, now);
        var health = nodes.IsEmpty ? null : Verdicts.HealthOf(nodes);
        var run = RunFold.Find(mandate.Order, nodes, before.LastRun, now);
        var earlier = before.LastRun is { } last && last.Id != run?.Id ? RunHistory.Stop(last, now) : null;
        var history = earlier is null ? before.History : RunHistory.With(before.History, earlier);
        return before with
        {
            Conditions = conditions
                .Of(Verdicts.Of(nodes, mandate, run), health, Effects.FindObstacle(nodes, mandate.Order.When))
                .WithPins(nodes, mandate.Order, now),
            LastRun = run ?? earlier,
            History = run is null ? history : RunHistory.With(history, run),
            Nodes = WorstNodes.Of(nodes),
        };
    }

    /// <summary>
    /// Nothing is given and nothing taken while fields may be lost: the run stays as it was, to go on once they are
    /// kept.
    /// </summary>
    private static NodeStorageCleanupStatus Held(
        Mandate mandate,
        NodeStorageCleanupStatus before,
        CleanupVerdict loss,
        DateTimeOffset now
    )
    {
        var status = before.LastRun is { } run && run.Id != mandate.Order.RunId ? Stopped(before, run, now) : before;
        return status with
        {
            Conditions = new ConditionFold(before.Conditions, mandate.Order.Generation, now).Of(
                loss,
                health: null,
                obstacle: null
            ),
        };
    }

    private static NodeStorageCleanupStatus Idle(
        NodeStorageCleanup cleanup,
        NodeStorageCleanupStatus before,
        DateTimeOffset now
    )
    {
        var conditions = new ConditionFold(before.Conditions, cleanup.Metadata.Generation, now);
        var status = before.LastRun is { } run ? Stopped(before, run, now) : before;
        return status with
        {
            Conditions = conditions.Of(
                Verdicts.Idle(CleanupSpecRules.Check(cleanup.Spec)),
                health: null,
                obstacle: null
            ),
            Nodes = WorstNodes.Stop(before.Nodes),
        };
    }

    private static NodeStorageCleanupStatus Stopped(NodeStorageCleanupStatus before, CleanupRun run, DateTimeOffset now)
    {
        var last = RunHistory.Stop(run, now);
        return before with { LastRun = last, History = RunHistory.With(before.History, last) };
    }
}
