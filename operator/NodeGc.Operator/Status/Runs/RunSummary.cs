using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Progress;

namespace NodeGc.Operator.Status.Runs;

/// <summary>Summarizes the nodes' reports about a run. Pure.</summary>
internal static class RunSummary
{
    /// <summary>Null before the run starts: no selected node has a live agent, and none ever took part.</summary>
    /// <param name="cleanup">With the run that it should be in.</param>
    /// <param name="nodes">All selected nodes.</param>
    /// <param name="known">The last run in the status: this one, an older one, or null.</param>
    /// <param name="now">Becomes the run's start or end when it starts or ends.</param>
    public static CleanupRun? Find(
        ActiveCleanup cleanup,
        ImmutableArray<NodeProgress> nodes,
        CleanupRun? known,
        DateTimeOffset now
    )
    {
        var order = cleanup.Order;
        var before = known?.Id == order.RunId ? known : null;
        if (before is null && !nodes.Any(node => node.IsInvolved || node.Silence is null))
            return null;
        var isComplete = before?.CompletionTime is not null || HasEnded(nodes);
        var classes = RunRecord.Keep(before, Sum(nodes.SelectMany(node => node.ByClass)));
        var totals = Totals.Sum(classes);
        var planned = IsPlanned(order, nodes);
        // The approved digest stays, unless a node that joined later waits for an approval too.
        var isSettled = before?.CompletionTime is not null && !nodes.Any(node => node.AwaitsApproval);
        return new CleanupRun
        {
            Id = order.RunId,
            Generation = order.Generation,
            Mode = order.Mode,
            StartTime = before?.StartTime ?? now,
            ScheduledTime = cleanup.Run.ScheduledTime,
            RunOnce = cleanup.Run.RunOnce,
            CompletionTime = isComplete ? before?.CompletionTime ?? now : null,
            PlanDigest =
                isSettled ? before!.PlanDigest
                : planned ? RunPlans.Collect(order.RunId, nodes.Select(node => (node.Name, node.Report))).Digest
                : null,
            PlanExpirationTime =
                isSettled ? before!.PlanExpirationTime
                : planned ? nodes.Min(node => node.Report?.PlanExpirationTime)
                : null,
            Nodes = RunRecord.Keep(before, Count(nodes)),
            Reclaimable = totals.Reclaimable,
            Held = totals.Held,
            Quarantined = totals.Quarantined,
            Reclaimed = totals.Reclaimed,
            ByClass = classes,
        };
    }

    /// <summary>
    /// Every selected node with a live agent is done, at least one has ended, and not too many are silent. If most
    /// agents are silent at once, the connection is more likely at fault, so that does not end a run.
    /// </summary>
    private static bool HasEnded(ImmutableArray<NodeProgress> nodes) =>
        nodes.Any(node => node.HasEnded)
        && !nodes.Any(node => node.IsOpen)
        && nodes.Count(node => node.IsLate) <= SilentNodes.CountAllowed(nodes.Length);

    /// <summary>In mode Approve: no live agent is still scanning, so the digest covers all plans that can be
    /// approved.</summary>
    private static bool IsPlanned(CleanupOrder order, ImmutableArray<NodeProgress> nodes) =>
        order.Mode == CleanupMode.Approve
        && !nodes.Any(node => node.Silence is null && node.Phase is (NodePhase.Pending or NodePhase.Scanning));

    private static NodeCounts Count(ImmutableArray<NodeProgress> nodes) =>
        new()
        {
            Selected = nodes.Length,
            Pending = nodes.Count(node => node.Phase == NodePhase.Pending),
            Running = nodes.Count(node => node.IsRunning),
            Succeeded = nodes.Count(node => node.Phase == NodePhase.Succeeded),
            Failed = nodes.Count(node => node.Phase == NodePhase.Failed),
            Skipped = nodes.Count(node => node.Phase == NodePhase.Skipped),
        };

    private static ImmutableArray<ClassTotals> Sum(IEnumerable<ClassTotals> parts) =>
        [
            .. from part in parts
            group part by part.Class into all
            orderby all.Key
            let sum = Totals.Sum(all)
            select new ClassTotals
            {
                Class = all.Key,
                Reclaimable = sum.Reclaimable,
                Held = sum.Held,
                Quarantined = sum.Quarantined,
                Reclaimed = sum.Reclaimed,
            },
        ];
}
