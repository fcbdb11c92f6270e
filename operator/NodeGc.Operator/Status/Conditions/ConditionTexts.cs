using System.Collections.Immutable;
using System.Diagnostics;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Operator.Status.Runs;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>The conditions' reasons and messages, made from verdicts here and nowhere else. Pure.</summary>
internal static class ConditionTexts
{
    private const int MaxPins = 5;

    public static ConditionText NoObstacle { get; } = new(CleanupReasons.NoObstacle, "no obstacle is known");

    public static ConditionText Intact { get; } =
        new(CleanupReasons.NoFieldsDropped, "the spec was stored with all of its fields");

    public static ConditionText NoOverlap { get; } =
        new(CleanupReasons.SharesNoNodes, "no other cleanup selects nodes of this one");

    public static (VerdictState State, ConditionText Text) Describe(CleanupVerdict verdict) =>
        verdict switch
        {
            CleanupVerdict.Suspended => (
                VerdictState.NotReady,
                new(CleanupReasons.Suspended, "spec.suspend is true; all orders of this cleanup are withdrawn")
            ),
            CleanupVerdict.InvalidSpec invalid => (
                VerdictState.Stalled,
                new(CleanupReasons.InvalidSpec, string.Join("; ", invalid.Problems))
            ),
            CleanupVerdict.FieldsDropped { Definitions: var state } => (
                VerdictState.Stalled,
                new(
                    state.UnknownReason is null ? CleanupReasons.DefinitionOutdated : CleanupReasons.DefinitionUnknown,
                    state.Message
                )
            ),
            CleanupVerdict.OrderRejected rejected => (
                VerdictState.Stalled,
                new(
                    CleanupReasons.OrderRejected,
                    $"the API server rejected an order: {rejected.Cause}; no orders of this run are issued; correct "
                        + "what rejects it (an admission policy, or CRDs of another release), then edit the spec to "
                        + "start a new run"
                )
            ),
            CleanupVerdict.SpecInDoubt => (
                VerdictState.Stalled,
                new(
                    CleanupReasons.DefinitionOutdated,
                    "fields may have been dropped when this spec was stored (see the condition Intact); apply the "
                        + "complete cleanup again, or, if nothing is missing, change any field of its spec "
                        + "(for example, set spec.suspend to true and back)"
                )
            ),
            CleanupVerdict.NoNodes => (
                VerdictState.NotReady,
                new(
                    CleanupReasons.NoNodes,
                    "no Linux node matches spec.nodeSelector; check the labels with kubectl get nodes --show-labels"
                )
            ),
            CleanupVerdict.NoAgents none => (
                VerdictState.NotReady,
                new(
                    CleanupReasons.NoAgents,
                    (
                        none.Selected == 1
                            ? "no agent is reporting from the selected node"
                            : $"no agent is reporting from any of the {none.Selected} selected nodes"
                    ) + "; check kubectl get nst and the agent pods"
                )
            ),
            CleanupVerdict.Progressing { Nodes: var nodes } => (
                VerdictState.Reconciling,
                new(CleanupReasons.Progressing, DescribeProgress(nodes))
            ),
            CleanupVerdict.NodesNotReporting { Nodes: var nodes } => (
                VerdictState.Reconciling,
                new(CleanupReasons.NodesNotReporting, DescribeProgress(nodes))
            ),
            CleanupVerdict.AwaitingApproval plan => (
                VerdictState.Reconciling,
                new(
                    CleanupReasons.AwaitingApproval,
                    $"{plan.Reclaimable.Items} items ({plan.Reclaimable.Size}) would be removed on "
                        + $"{CountNodes(plan.Nodes)}; review the plans with kubectl describe nst, "
                        + $"then set spec.approvedPlan to {plan.Digest}"
                )
            ),
            CleanupVerdict.ApprovalMismatch mismatch => (
                VerdictState.Stalled,
                new(
                    CleanupReasons.ApprovalMismatch,
                    $"spec.approvedPlan is {mismatch.Approved}, but this run's plans have the digest "
                        + $"{mismatch.Planned}: the spec, the nodes or their contents have changed, so nothing is "
                        + "removed; review the plans, then set spec.approvedPlan to status.lastRun.planDigest"
                )
            ),
            CleanupVerdict.PlanExpired { Nodes: var nodes } => (
                VerdictState.Stalled,
                new(
                    CleanupReasons.PlanExpired,
                    $"plans expired before they were carried out on {CountNodes(nodes.Length)}: "
                        + $"{ShortText.Names(nodes)}; to make a new plan, edit the spec, for example remove "
                        + "spec.approvedPlan, or suspend and resume the cleanup"
                )
            ),
            CleanupVerdict.Unhealthy { Problem: var problem } => (VerdictState.NotReady, Describe(problem)),
            CleanupVerdict.FormerNodesFailed former => (
                VerdictState.NotReady,
                new(
                    CleanupReasons.NodesFailed,
                    $"{former.Failed} of {former.Selected} nodes failed; "
                        + (former.Failed == 1 ? "it is no longer selected" : "they are no longer selected")
                )
            ),
            CleanupVerdict.Succeeded run => (VerdictState.Ready, new(CleanupReasons.Succeeded, DescribeSuccess(run))),
            _ => throw new UnreachableException(),
        };

    public static ConditionText Describe(NodeHealth health) =>
        health switch
        {
            NodeHealth.Healthy => new(
                CleanupReasons.AllNodesHealthy,
                "the agents of all selected nodes are reporting, and no node failed"
            ),
            NodeHealth.Refused refused => new(
                CleanupReasons.OrdersRefused,
                $"{refused.Nodes.Length} of {refused.Selected} nodes refused the order: "
                    + $"{ShortText.Names(refused.Nodes)} ({DescribeFirst(refused.Nodes, refused.Cause)})"
            ),
            NodeHealth.Failed failed => new(
                CleanupReasons.NodesFailed,
                $"{failed.Nodes.Length} of {failed.Selected} nodes failed: {ShortText.Names(failed.Nodes)}"
            ),
            NodeHealth.Unreachable silent => new(
                CleanupReasons.NodesUnreachable,
                $"no agent is reporting from {silent.Nodes.Length} of {silent.Selected} nodes: "
                    + ShortText.Names(silent.Nodes)
            ),
            _ => throw new UnreachableException(),
        };

    public static ConditionText Describe(Obstacle obstacle) =>
        obstacle switch
        {
            Obstacle.ImagesUnknown unknown => new(
                CleanupReasons.WorkloadImagesUnknown,
                "no images are removed, because the images that the cluster's workloads use are unknown: "
                    + $"{unknown.Cause}; fix the cause and edit the spec to start a new run, "
                    + "or set spec.protect.clusterImages to false"
            ),
            Obstacle.TargetNotReached { Nodes: var nodes, StopReason: var reason } => new(
                CleanupReasons.TargetNotReached,
                $"{CountNodes(nodes.Length)} {(nodes.Length == 1 ? "is" : "are")} still above the stop threshold "
                    + $"after removing everything eligible: {ShortText.Names(nodes)} "
                    + $"({DescribeFirst(nodes, reason)}); collect more classes, or see status.dataRoots of "
                    + $"{(nodes.Length == 1 ? "its NodeStorage" : "their NodeStorages")} for what else uses the space"
            ),
            Obstacle.KubeletFirst { Nodes: var nodes, Conflict: var conflict } => new(
                CleanupReasons.KubeletActsFirst,
                $"this cleanup starts too late on {CountNodes(nodes.Length)}: {ShortText.Names(nodes)} "
                    + $"({DescribeFirst(nodes, conflict)}); see docs/kubelet.md"
            ),
            Obstacle.KubeletUnknown unknown => new(
                CleanupReasons.KubeletUnknown,
                $"the kubelet's thresholds on {unknown.Node} are unknown, so it may act before this cleanup: "
                    + unknown.Cause
            ),
            _ => throw new UnreachableException(),
        };

    public static ConditionText DescribeInDoubt(long? generation, string problem) =>
        new(
            CleanupReasons.DefinitionOutdated,
            $"when generation {generation} of the spec was stored, fields may have been dropped: {problem}"
        );

    public static ConditionText Describe(Overlap overlap) =>
        new(
            CleanupReasons.SharesNodes,
            $"{CountNodes(overlap.SharedNodes)} {(overlap.SharedNodes == 1 ? "is" : "are")} also selected by the "
                + $"{(overlap.Cleanups.Length == 1 ? "cleanup" : "cleanups")} {ShortText.Names(overlap.Cleanups)}; "
                + "each cleanup collects the classes in its own spec.collect, and the pins of all of them apply"
        );

    public static ConditionText Describe(PinMatches pins)
    {
        if (pins.Unmatched.IsEmpty)
            return new(CleanupReasons.AllPinsMatched, "every pattern of the policy matches something");
        var named = ShortText.Names([.. pins.Unmatched.Select(pin => $"{pin.Field}: {pin.Pattern}")], MaxPins);
        var where = pins.ScannedNodes == 1 ? "the scanned node" : $"any of the {pins.ScannedNodes} scanned nodes";
        var (verb, them) = pins.Unmatched.Length == 1 ? ("matches", "it") : ("match", "them");
        return new(CleanupReasons.PinsUnmatched, $"{named} {verb} nothing on {where}; correct or remove {them}");
    }

    public static string CountNodes(int count) => count == 1 ? "1 node" : $"{count} nodes";

    private static string DescribeProgress(CleanupVerdict.NodeCounts nodes) =>
        $"{nodes.Done} of {nodes.Selected} nodes finished{DescribeSilent(nodes)}{DescribeAllowed(nodes)}";

    private static string DescribeSuccess(CleanupVerdict.Succeeded run)
    {
        var skipped = run.Skipped == 0 ? "" : $", {run.Skipped} skipped";
        var have = run.Joined == 1 ? "has" : "have";
        var joined = run.Joined == 0 ? "" : $"; {run.Joined} joined later and {have} not finished";
        return $"{run.Finished} of {run.Selected} nodes succeeded{skipped}{joined}{DescribeSilent(run.Nodes)}";
    }

    private static string DescribeSilent(CleanupVerdict.NodeCounts nodes) =>
        nodes.Silent.IsEmpty ? "" : $"; {nodes.Silent.Length} not reporting ({ShortText.Names(nodes.Silent)})";

    private static string DescribeAllowed(CleanupVerdict.NodeCounts nodes) =>
        nodes.Silent.IsEmpty
            ? ""
            : $"; the run can complete with at most {CountNodes(SilentNodes.CountAllowed(nodes.Selected))} "
                + "not reporting";

    /// <summary>The cause on the first node, which is named only if there are others.</summary>
    private static string DescribeFirst(ImmutableArray<string> nodes, string? cause) =>
        nodes.Length == 1 ? $"{cause}" : $"{nodes[0]}: {cause}";
}
