using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;

namespace NodeGc.Operator.Progress;

/// <summary>The progress of one selected node in one run.</summary>
internal sealed record NodeProgress(string Name, NodePhase Phase, string? Message)
{
    /// <summary>Why the node has no live agent; null if it has one.</summary>
    public string? Silence { get; init; }

    /// <summary>The node's report about this run; null before the first.</summary>
    public OrderReport? Report { get; init; }

    /// <summary>In mode Approve: whether its plan waits for an approval that is not in the node's order yet.</summary>
    public bool AwaitsApproval { get; init; }

    /// <summary>In mode Approve: whether its plan expired before it was carried out.</summary>
    public bool HasExpired =>
        Report is { Phase: OrderPhase.Skipped, PlanExpirationTime: { } expiry, CompletionTime: { } end }
        && end >= expiry;

    /// <summary>Why its order does not have the images of the cluster's workloads; null if it has them, or needs
    /// none.</summary>
    public string? ImagesUnknownReason { get; init; }

    /// <summary>The thresholds of its kubelet in its order; null if they were not read.</summary>
    public KubeletThresholds? Kubelet { get; init; }

    /// <summary>Whether the node may remove things, or has done so: it has the run's order, and in mode Approve the
    /// approval too.</summary>
    public bool HasStarted { get; init; }

    /// <summary>When it tries again after a failure; null if it does not.</summary>
    public DateTimeOffset? RetryTime { get; init; }

    /// <summary>Whether it has started and is neither done nor waiting for another attempt: it takes one of the places
    /// that <c>maxConcurrent</c> allows, even if its agent is silent.</summary>
    public bool TakesPlace => HasStarted && !IsDone && RetryTime is null;

    /// <summary>Whether the node has the run's order, or reported about it.</summary>
    public bool IsInvolved { get; init; }

    /// <summary>Whether the run has ended on the node, with whatever outcome.</summary>
    public bool HasEnded => ActiveCleanup.HasEnded(Report);

    /// <summary>Whether the node is done, has nothing to do, or has no agent at all.</summary>
    public bool IsDone => IsFinal(Phase);

    /// <summary>Whether it has a live agent and is not done.</summary>
    public bool IsOpen => !IsDone && Silence is null;

    /// <summary>Whether it is not done, and its agent is silent.</summary>
    public bool IsLate => !IsDone && Silence is not null;

    public bool IsRunning => Phase is NodePhase.Scanning or NodePhase.Planned or NodePhase.Sweeping;

    public ImmutableArray<ClassTotals> ByClass => Report?.ByClass ?? [];

    /// <summary>Whether nothing follows this phase.</summary>
    public static bool IsFinal(NodePhase phase) =>
        phase is NodePhase.Succeeded or NodePhase.Failed or NodePhase.Skipped;

    public static NodeProgress Assess(ClusterNode node, ActiveCleanup cleanup, Liveness liveness)
    {
        var report = cleanup.FindReport(node);
        var silence = liveness.FindProblem(node.Storage);
        var current = cleanup.FindOrder(node);
        var hasOrder = current is not null;
        var hasStarted = HasBegun(cleanup, current);
        var retry = Attempts.FindRetryTime(cleanup.Rollout, current, report);
        var (phase, message) = FindInterruption(cleanup, node, current, report, hasStarted)
            ?? FindRetry(retry, report)
            ?? FindPhase(
                report,
                node.Storage is not null,
                silence,
                cleanup.OtherPins.FindProblem(node) ?? DescribeWaiting(cleanup, node, hasOrder)
            );
        return new NodeProgress(node.Name, phase, message)
        {
            Silence = silence,
            Report = report,
            AwaitsApproval =
                cleanup.Order.Mode == CleanupMode.Approve
                && phase == NodePhase.Planned
                && NodeOrder.Compose(cleanup, node).ApprovedPlan is null,
            Kubelet = cleanup.Inputs.FindKubelet(cleanup.Order, current),
            ImagesUnknownReason = cleanup.Inputs.FindImages(cleanup.Order, current)?.UnknownReason,
            IsInvolved = hasOrder || report is not null,
            HasStarted = hasStarted,
            RetryTime = retry,
        };
    }

    private static bool HasBegun(ActiveCleanup cleanup, CleanupOrder? order) =>
        order is not null
        && (
            order.Mode != CleanupMode.Approve
            || (order.ApprovedPlan is not null && order.ApprovedRunDigest == cleanup.Approval.Digest)
        );

    /// <summary>Why the node does not start, or no longer goes on; null if it does.</summary>
    private static (NodePhase Phase, string? Message)? FindInterruption(
        ActiveCleanup cleanup,
        ClusterNode node,
        CleanupOrder? order,
        OrderReport? report,
        bool hasStarted
    )
    {
        if (Attempts.IsOverdue(order, report, cleanup.Now))
            return (NodePhase.Failed, "the node did not finish within rollout.nodeTimeout; its order has expired");
        var mayStart = order is null || cleanup.Approval.Digest is not null;
        return !hasStarted && mayStart && !ActiveCleanup.HasEnded(report) && node.FindHindrance() is { } hindrance
            ? (NodePhase.Skipped, $"{hindrance}; it starts once it is not")
            : null;
    }

    private static (NodePhase Phase, string? Message)? FindRetry(DateTimeOffset? retry, OrderReport? report)
    {
        if (retry is not { } time)
            return null;
        var cause = report?.Message ?? report?.Errors.FirstOrDefault()?.Message;
        return (NodePhase.Pending, $"failed, and tries again after {UtcText.Of(time)}: {cause}");
    }

    /// <summary>What has ended stays ended, whatever became of the agent since. A node whose agent is silent is waited
    /// for: it continues, or starts, once the agent reports again. A node without an agent is not.</summary>
    private static (NodePhase Phase, string? Message) FindPhase(
        OrderReport? report,
        bool hasAgent,
        string? silence,
        string waiting
    ) =>
        report?.Phase switch
        {
            // Still pending: once the order can be verified it is carried out after all.
            not null when report.RefusalReason is not null => (NodePhase.Pending, report.Message),
            OrderPhase.Succeeded => (NodePhase.Succeeded, report.Message),
            OrderPhase.Failed => (NodePhase.Failed, report.Message ?? report.Errors.FirstOrDefault()?.Message),
            OrderPhase.Skipped => (NodePhase.Skipped, report.Message),
            { } phase when silence is not null => (NodePhase.Pending, $"{silence}; last reported phase: {phase}"),
            OrderPhase.Scanning => (NodePhase.Scanning, report.Message),
            OrderPhase.Planned => (NodePhase.Planned, report.Message),
            OrderPhase.Sweeping => (NodePhase.Sweeping, report.Message),
            _ when silence is not null => (hasAgent ? NodePhase.Pending : NodePhase.Skipped, silence),
            _ => (NodePhase.Pending, waiting),
        };

    private static string DescribeWaiting(ActiveCleanup cleanup, ClusterNode node, bool hasOrder) =>
        (hasOrder, node.Orders.Length) switch
        {
            (true, _) => "order issued; waiting for the agent",
            (false, >= OrderPlanner.MaxOrders) =>
                $"the node has the maximum of {OrderPlanner.MaxOrders} orders; waiting until one of them is removed",
            _ when !cleanup.Run.AcceptsNodes => "waiting for the next due time",
            _ when cleanup.Rollout is not null => "waiting for its turn in the rollout",
            _ => "order not issued yet",
        };
}

/// <summary>Questions about all selected nodes.</summary>
internal static class NodeProgressList
{
    public static ImmutableArray<string> ListNames(
        this ImmutableArray<NodeProgress> nodes,
        Func<NodeProgress, bool> predicate
    ) => [.. nodes.Where(predicate).Select(node => node.Name)];
}
