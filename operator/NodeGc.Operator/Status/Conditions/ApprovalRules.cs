using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Operator.Progress;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>Mode Approve: decides what the cleanup is waiting for. Pure.</summary>
internal static class ApprovalRules
{
    /// <summary>Null unless an approval is the only thing missing.</summary>
    /// <param name="nodes">The selected nodes.</param>
    /// <param name="approved">The cleanup's <c>spec.approvedPlan</c>.</param>
    /// <param name="run">The run; null before it starts.</param>
    public static CleanupVerdict? Find(ImmutableArray<NodeProgress> nodes, string? approved, CleanupRun? run)
    {
        var waiting = nodes.Count(node => node.AwaitsApproval);
        var open = nodes.Count(node => node.IsOpen);
        if (waiting == 0 || waiting < open || run?.PlanDigest is not { } planned || planned == approved)
            return null;
        return approved is null
            ? new CleanupVerdict.AwaitingApproval(waiting, run.Reclaimable, planned)
            : new CleanupVerdict.ApprovalMismatch(approved, planned);
    }

    /// <summary>Plans that expired; null if none did.</summary>
    public static CleanupVerdict? FindExpired(ImmutableArray<NodeProgress> nodes) =>
        nodes.ListNames(node => node.HasExpired) is { Length: > 0 } expired
            ? new CleanupVerdict.PlanExpired(expired)
            : null;
}
