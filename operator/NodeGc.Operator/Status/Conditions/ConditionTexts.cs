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
                VerdictState.Ready,
                new(CleanupReasons.Suspended, "spec.suspend is true; all orders of this cleanup are withdrawn")
            ),
            CleanupVerdict.Scheduled { Next: var next } => (
                VerdictState.Ready,
                new(CleanupReasons.Scheduled, $"no run is due{DescribeNext(next)}")
            ),
            CleanupVerdict.Interrupted run => (
                VerdictState.Ready,
                new(
                    CleanupReasons.Scheduled,
                    $"{run.Nodes.Done} of {run.Nodes.Selected} nodes finished before the end of the window; "
                        + $"the run continues with the others{DescribeNext(run.Next)}"
                )
            ),
            CleanupVerdict.Paused { Nodes: var nodes } => (
                VerdictState.Ready,
                new(
                    CleanupReasons.Paused,
                    $"spec.rollout.maxConcurrent is 0; {nodes.Done} of {nodes.Selected} nodes finished"
                )
            ),
            CleanupVerdict.RolloutStopped stopped => (
                VerdictState.Stalled,
                new(
                    stopped.Phase == RolloutPhase.TooManyFailures
                        ? CleanupReasons.TooManyFailures
                        : CleanupReasons.CanaryFailed,
                    stopped.Phase == RolloutPhase.Canary
                        ? $"{stopped.Cause}; correct it, or label a node"
                        : $"{stopped.Cause}; no more nodes start in this run; see status.nodes, then change the "
                            + "spec or set spec.runOnce to another text to start over"
                )
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
                VerdictState.Ready,
                new(
                    CleanupReasons.NoNodes,
                    "no Linux node matches spec.nodeSelector; check the labels with kubectl get nodes --show-labels"
                )
            ),
            CleanupVerdict.NoAgents none => (
                VerdictState.Reconciling,
                new(
                    CleanupReasons.NoAgents,
                    (
                        none.Selected == 1
                            ? "no agent is reporting from the selected node"
                            : $"no agent is reporting from any of the {none.Selected} selected nodes"
                    ) + "; check kubectl get nst and the agent pods"
                )
            ),
            CleanupVerdict.Progressing { Nodes: var nodes, Rollout: var rollout } => (
                VerdictState.Reconciling,
                new(CleanupReasons.Progressing, DescribeProgress(nodes) + DescribeRollout(rollout))
            ),
            CleanupVerdict.NodesNotReporting { Nodes: var nodes } => (
                VerdictState.Reconciling,
                new(CleanupReasons.NodesNotReporting, DescribeProgress(nodes))
            ),
            CleanupVerdict.AwaitingApproval plan => (
                VerdictState.Ready,
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
            CleanupVerdict.Unhealthy { Problem: var problem } => (VerdictState.Stalled, Describe(problem)),
            CleanupVerdict.FormerNodesFailed former => (
                VerdictState.Stalled,
                new(
                    CleanupReasons.NodesFailed,
                    $"{former.Failed} of {former.Selected} nodes failed; "
                        + (former.Failed == 1 ? "it is no longer selected" : "they are no longer selected")
                )
            ),
            CleanupVerdict.Succeeded run => (
                VerdictState.Ready,
                new(
                    run.Mode == CleanupMode.Report ? CleanupReasons.Reported : CleanupReasons.Succeeded,
                    DescribeSuccess(run)
                )
            ),
            _ => throw new UnreachableException(),
        };

    /// <summary>Whether the plans of a run are approved.</summary>
    public static ConditionText DescribeApproval(string? approved, string? planned) =>
        (approved, planned) switch
        {
            (null, null) => new(CleanupReasons.NoPlan, "there is no plan to approve"),
            (null, _) => new(
                CleanupReasons.AwaitingApproval,
                $"set spec.approvedPlan to {planned} to approve the plans"
            ),
            (_, null) => new(CleanupReasons.NoPlan, "the plans that spec.approvedPlan might approve are not complete"),
            _ when approved == planned => new(CleanupReasons.Approved, $"the plans {planned} are approved"),
            _ => new(
                CleanupReasons.ApprovalMismatch,
                $"spec.approvedPlan is {approved}, but this run's plans have the digest {planned}"
            ),
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
        var did = run.Mode == CleanupMode.Report ? "reported" : "succeeded";
        var nodes = $"{run.Finished} of {run.Selected} nodes {did}{skipped}{joined}{DescribeSilent(run.Nodes)}";
        return run.Next is null ? nodes : nodes + DescribeNext(run.Next);
    }

    private static string DescribeNext(DateTimeOffset? next) =>
        next is { } time ? $"; next due time: {UtcText.Of(time)}" : "; the schedule has no next due time";

    private static string DescribeRollout(RolloutStatus? rollout) =>
        rollout switch
        {
            { Phase: RolloutPhase.Canary } => "; the canary goes first",
            { Phase: RolloutPhase.Soaking, SoakEndTime: { } end } =>
                $"; the canary has succeeded, and must stay healthy until {UtcText.Of(end)}",
            _ => "",
        };

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
