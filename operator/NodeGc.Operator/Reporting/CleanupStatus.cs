using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Rules;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Reporting;

/// <summary>
/// Folds what the nodes report into the status of their cleanup. Pure, and a fixed point: folding its own result once more gives the
/// same bytes, so a status is written only when something happened.
/// </summary>
internal static class CleanupStatus
{
    /// <param name="cleanup">With the status as it was last written.</param>
    /// <param name="cluster">All nodes, in any order.</param>
    /// <param name="liveness">Which agents live.</param>
    public static NodeStorageCleanupStatus Fold(NodeStorageCleanup cleanup, IEnumerable<ClusterNode> cluster, Liveness liveness)
    {
        var before = cleanup.Status ?? new NodeStorageCleanupStatus();
        ImmutableArray<ClusterNode> nodes = [.. cluster];
        return (Mandate.Find(cleanup)?.In(() => nodes) is { } mandate
            ? Active(mandate, before, Progress(mandate, nodes, liveness), liveness.Now)
            : Idle(cleanup, before, liveness.Now)) with
        {
            ObservedGeneration = cleanup.Metadata.Generation,
        };
    }

    private static ImmutableArray<NodeProgress> Progress(Mandate mandate, ImmutableArray<ClusterNode> cluster, Liveness liveness) =>
    [
        .. cluster.Where(mandate.Selects)
            .Select(node => NodeProgress.Of(node, mandate, liveness))
            .OrderBy(node => node.Name, StringComparer.Ordinal),
    ];

    private static NodeStorageCleanupStatus Active(
        Mandate mandate, NodeStorageCleanupStatus before, ImmutableArray<NodeProgress> nodes, DateTimeOffset now)
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
                .WithPins(nodes, mandate.Order.Generation, now),
            LastRun = run ?? earlier,
            History = run is null ? history : RunHistory.With(history, run),
            Nodes = WorstNodes.Of(nodes),
        };
    }

    private static NodeStorageCleanupStatus Idle(NodeStorageCleanup cleanup, NodeStorageCleanupStatus before, DateTimeOffset now)
    {
        var conditions = new ConditionFold(before.Conditions, cleanup.Metadata.Generation, now);
        var last = before.LastRun is { } run ? RunHistory.Stop(run, now) : null;
        return before with
        {
            Conditions = conditions.Of(Verdicts.Idle(CleanupSpecRules.Check(cleanup.Spec)), health: null, obstacle: null),
            LastRun = last,
            History = last is null ? before.History : RunHistory.With(before.History, last),
            Nodes = WorstNodes.Stop(before.Nodes),
        };
    }
}
