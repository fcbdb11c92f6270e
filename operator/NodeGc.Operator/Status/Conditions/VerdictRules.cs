using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Rules;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Status.Runs;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>Decides what has become of a cleanup. The checks stand in the order in which a person would ask.
/// Pure.</summary>
internal static class VerdictRules
{
    /// <summary>A cleanup that is not carried out: its spec is invalid, or it is suspended.</summary>
    public static CleanupVerdict DecideInactive(ImmutableArray<SpecProblem> problems) =>
        problems.IsEmpty ? new CleanupVerdict.Suspended() : new CleanupVerdict.InvalidSpec(problems);

    /// <summary>A cleanup on hold: its spec or its orders may lack fields, or its orders are rejected. Null if nothing
    /// of this is known.</summary>
    public static CleanupVerdict? FindLoss(ActiveCleanup cleanup, DefinitionState definitions, OrderLoss? loss)
    {
        var known = loss is OrderLoss.Dropped dropped ? definitions.With(dropped.Gap) : definitions;
        if (!known.IsComplete)
            return new CleanupVerdict.FieldsDropped(known);
        if (loss is OrderLoss.Rejected rejected)
            return new CleanupVerdict.OrderRejected(rejected.Cause);
        return cleanup.IsOnHold ? new CleanupVerdict.SpecInDoubt() : null;
    }

    /// <summary>A cleanup that is carried out on these nodes. A run that was reported as complete stays complete,
    /// whoever joins or falls silent later.</summary>
    public static CleanupVerdict Decide(ImmutableArray<NodeProgress> nodes, ActiveCleanup cleanup, CleanupRun? run) =>
        run?.CompletionTime is null
            ? FindMissing(nodes)
                ?? Find(NodeHealth.FindRefused(nodes))
                ?? ApprovalRules.Find(nodes, cleanup.Approval.Digest, run)
                ?? FindUnfinished(nodes)
                ?? Find(NodeHealth.FindFailed(nodes))
                ?? ApprovalRules.FindExpired(nodes)
                ?? new CleanupVerdict.NodesNotReporting(CountNodes(nodes))
            : ApprovalRules.Find(nodes, cleanup.Approval.Digest, run)
                ?? Find(NodeHealth.FindRefused(nodes))
                ?? Find(NodeHealth.FindFailed(nodes))
                ?? FindFormerFailures(run)
                ?? ApprovalRules.FindExpired(nodes)
                ?? ToSuccess(nodes, run);

    private static CleanupVerdict? FindMissing(ImmutableArray<NodeProgress> nodes) =>
        nodes switch
        {
            [] => new CleanupVerdict.NoNodes(),
            _ when nodes.Any(node => node.HasEnded || node.Silence is null) => null,
            _ => new CleanupVerdict.NoAgents(nodes.Length),
        };

    private static CleanupVerdict? FindUnfinished(ImmutableArray<NodeProgress> nodes) =>
        nodes.Any(node => node.IsOpen) ? new CleanupVerdict.Progressing(CountNodes(nodes)) : null;

    private static CleanupVerdict? Find(NodeHealth.Problem? problem) =>
        problem is null ? null : new CleanupVerdict.Unhealthy(problem);

    /// <summary>Nodes that failed and have left since.</summary>
    private static CleanupVerdict? FindFormerFailures(CleanupRun run) =>
        run.Nodes.Failed > 0 ? new CleanupVerdict.FormerNodesFailed(run.Nodes.Failed, run.Nodes.Selected) : null;

    private static CleanupVerdict.Succeeded ToSuccess(ImmutableArray<NodeProgress> nodes, CleanupRun run) =>
        new(
            run.Nodes.Succeeded,
            run.Nodes.Selected,
            run.Nodes.Skipped,
            Joined: nodes.Count(node => node.IsOpen),
            CountNodes(nodes)
        );

    private static CleanupVerdict.NodeCounts CountNodes(ImmutableArray<NodeProgress> nodes) =>
        new(nodes.Length, nodes.Count(node => node.IsDone), nodes.ListNames(node => node.IsLate));
}
