using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Reporting;

/// <summary>Folds what the nodes said about a run into the run.</summary>
internal static class RunFold
{
    /// <summary>Null while the run has not begun: no selected node has a live agent, and none ever took part.</summary>
    /// <param name="order">The order that every node of the run gets.</param>
    /// <param name="nodes">All selected nodes.</param>
    /// <param name="known">The run as it was known before, or an older one, or null.</param>
    /// <param name="now">Becomes the start or the end of the run when it begins or ends.</param>
    public static CleanupRun? Find(
        CleanupOrder order,
        ImmutableArray<NodeProgress> nodes,
        CleanupRun? known,
        DateTimeOffset now
    )
    {
        var before = known?.Id == order.RunId ? known : null;
        if (before is null && !nodes.Any(node => node.IsInvolved || node.Silence is null))
            return null;
        var isComplete = before?.CompletionTime is not null || HasEnded(nodes);
        var classes = RunRecord.Keep(before, Sum(nodes.SelectMany(node => node.ByClass)));
        var totals = Totals.Sum(classes);
        var planned = IsPlanned(order, nodes);
        // What was approved stays what was approved, unless somebody who joined later waits for an approval too.
        var isSettled = before?.CompletionTime is not null && !nodes.Any(node => node.AwaitsApproval);
        return new CleanupRun
        {
            Id = order.RunId,
            Generation = order.Generation,
            Mode = order.Mode,
            StartTime = before?.StartTime ?? now,
            CompletionTime = isComplete ? before?.CompletionTime ?? now : null,
            PlanDigest =
                isSettled ? before!.PlanDigest
                : planned ? RunPlans.Of(order.RunId, nodes.Select(node => (node.Name, node.Report))).Digest
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
    /// Every selected node with a live agent is done, there was one, and not too many are silent. When most agents are
    /// silent at once it is more likely that they cannot be heard, so that ends nothing.
    /// </summary>
    private static bool HasEnded(ImmutableArray<NodeProgress> nodes) =>
        nodes.Any(node => node.HasEnded)
        && !nodes.Any(node => node.IsOpen)
        && nodes.Count(node => node.IsLate) <= Silence.Allowed(nodes.Length);

    /// <summary>In mode Approve: no live agent is still looking, so the digest is over all that can be
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
