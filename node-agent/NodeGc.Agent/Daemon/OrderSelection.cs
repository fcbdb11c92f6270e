using System.Collections.Immutable;
using NodeGc.Agent.Orders;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Selects the orders that are still to be carried out, from the spec and the status. Pure.</summary>
internal static class OrderSelection
{
    /// <summary>The first order whose run has not ended on this node; null if all have. An order that was started
    /// before a restart of the agent starts again: every step can be repeated. A plan that waits for approval does not
    /// block other orders.</summary>
    public static CleanupOrder? FindNext(NodeStorageSpec? spec, NodeStorageStatus status, DateTimeOffset now) =>
        spec?.Orders.FirstOrDefault(order => !HasEnded(order, status) && !IsWaiting(order, status, now));

    /// <summary>Whether <paramref name="spec"/> still contains exactly this run, with the same policy and the same
    /// approved plan, if any. An order that was changed, for example by a pin of another cleanup, starts
    /// again.</summary>
    public static bool Wants(NodeStorageSpec? spec, CleanupOrder order) =>
        spec is not null
        && spec.Orders.Any(wanted =>
            wanted.Cleanup == order.Cleanup
            && wanted.RunId == order.RunId
            && wanted.ApprovedPlan == order.ApprovedPlan
            && wanted.Digest == order.Digest
        );

    /// <summary>The reports without those of orders that were withdrawn or replaced.</summary>
    public static ImmutableArray<OrderReport> Current(NodeStorageSpec? spec, ImmutableArray<OrderReport> reports) =>
        [.. reports.Where(report => spec is not null && spec.Orders.Any(order => IsAbout(report, order)))];

    /// <summary>The reports, with <paramref name="report"/> replacing an earlier one of the same cleanup.</summary>
    public static ImmutableArray<OrderReport> With(ImmutableArray<OrderReport> reports, OrderReport report) =>
        [.. reports.Where(known => known.Cleanup != report.Cleanup), report];

    private static bool HasEnded(CleanupOrder order, NodeStorageStatus status) =>
        status.Orders.Any(report =>
            IsAbout(report, order)
            && report.Phase is OrderPhase.Succeeded or OrderPhase.Failed or OrderPhase.Skipped
            && !CanStartNow(report, order)
        );

    /// <summary>
    /// Nothing was done for a rejected order. The operator may have fixed it since.
    /// </summary>
    private static bool CanStartNow(OrderReport report, CleanupOrder order) =>
        report.RefusalReason is not null && OrderCheck.FindProblem(order) is null;

    private static bool IsWaiting(CleanupOrder order, NodeStorageStatus status, DateTimeOffset now) =>
        order is { Mode: CleanupMode.Approve, ApprovedPlan: null }
        && status.Orders.Any(report =>
            IsAbout(report, order) && report.Phase == OrderPhase.Planned && report.PlanExpirationTime > now
        );

    /// <summary>Whether <paramref name="report"/> belongs to the run of <paramref name="order"/>, and to the same
    /// attempt. A further attempt starts the run again.</summary>
    public static bool IsAbout(OrderReport report, CleanupOrder order) =>
        report.Cleanup == order.Cleanup && report.RunId == order.RunId && (report.Attempt ?? 0) == (order.Attempt ?? 0);
}
