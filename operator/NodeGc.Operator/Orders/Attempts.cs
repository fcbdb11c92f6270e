using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Orders;

/// <summary>How often a node may try a run, and how long an attempt may take. Pure.</summary>
internal static class Attempts
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(30);

    /// <summary>When a node that failed may try again; null if it may not. In mode Approve a plan is carried out
    /// once.</summary>
    public static DateTimeOffset? FindRetryTime(RolloutSpec? rollout, CleanupOrder? order, OrderReport? report)
    {
        if (rollout is null || order is null or { Mode: CleanupMode.Approve } || order.Attempt >= rollout.Retries)
            return null;
        if (rollout.Retries == 0 || FindFailure(order, report) is not { } failed)
            return null;
        var delay = FirstDelay * (1 << (order.Attempt ?? 0));
        return failed + (delay < MaxDelay ? delay : MaxDelay);
    }

    /// <summary>Whether the time for this attempt is over and it has not ended.</summary>
    public static bool IsOverdue(CleanupOrder? order, OrderReport? report, DateTimeOffset now) =>
        order?.Deadline < now && !ActiveCleanup.HasEnded(report);

    /// <summary>When an attempt that begins now must have ended; null without a rollout. Whole seconds, as they are
    /// stored.</summary>
    public static DateTimeOffset? FindDeadline(RolloutSpec? rollout, DateTimeOffset now) =>
        rollout is null
            ? null
            : DateTimeOffset.FromUnixTimeSeconds((now + GoDuration.Parse(rollout.NodeTimeout)).ToUnixTimeSeconds());

    // What became of an overdue attempt is known once its agent says so.
    private static DateTimeOffset? FindFailure(CleanupOrder order, OrderReport? report) =>
        report is { Phase: OrderPhase.Failed, RefusalReason: null } ? report.CompletionTime ?? order.Deadline : null;
}
