using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Reporting;

/// <summary>What a cleanup in mode Approve has come to: who has to say what before it goes on.</summary>
internal static class ApprovalVerdicts
{
    /// <summary>Null while something else than an approval is waited for.</summary>
    public static CleanupVerdict? Find(ImmutableArray<NodeProgress> nodes, Mandate mandate, CleanupRun? run)
    {
        var waiting = nodes.Count(node => node.AwaitsApproval);
        var open = nodes.Count(node => node.IsOpen);
        if (waiting == 0 || waiting < open || run?.PlanDigest is not { } digest || digest == mandate.Approval)
            return null;
        return mandate.Approval is { } other ? Mismatch(other, digest) : Awaiting(waiting, run, digest);
    }

    /// <summary>Plans whose time ran out; null where there is none.</summary>
    public static CleanupVerdict? FindExpired(ImmutableArray<NodeProgress> nodes) =>
        nodes.Where(node => node.HasExpired).Select(node => node.Name).ToList() is { Count: > 0 } expired
            ? new(
                CleanupReasons.PlanExpired,
                $"the plan of {Verdicts.Nodes(expired.Count)} expired before it was carried out: {ShortText.Names(expired)}; "
                    + "change the spec to have it planned anew, for example by removing spec.approvedPlan, or by suspending and resuming"
            )
            {
                IsStalled = true,
            }
            : null;

    private static CleanupVerdict Awaiting(int waiting, CleanupRun run, string digest) =>
        new(
            CleanupReasons.AwaitingApproval,
            $"{run.Reclaimable.Items} items ({run.Reclaimable.Size}) would go on {Verdicts.Nodes(waiting)}; see kubectl describe nst, then set spec.approvedPlan to {digest}"
        )
        {
            IsReconciling = true,
        };

    private static CleanupVerdict Mismatch(string approved, string digest) =>
        new(
            CleanupReasons.ApprovalMismatch,
            $"spec.approvedPlan is {approved}, and the plans of this run are {digest}: the spec, the nodes or what is on them changed, so nothing goes; "
                + "look at the plans, then set spec.approvedPlan to the latter"
        )
        {
            IsStalled = true,
        };
}
