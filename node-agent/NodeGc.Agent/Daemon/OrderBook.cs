using System.Collections.Immutable;
using NodeGc.Agent.Orders;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Which orders are still to be carried out. Pure: the spec says what is wanted, the status what has been
/// done.</summary>
internal static class OrderBook
{
    /// <summary>The first order whose run has not ended on this node; null when all have. An order that was begun
    /// before the agent was restarted is begun again: every step of it may be repeated. One whose plan waits for an
    /// approval holds up no other.</summary>
    public static CleanupOrder? FindNext(NodeStorageSpec? spec, NodeStorageStatus status, DateTimeOffset now) =>
        spec?.Orders.FirstOrDefault(order => !HasEnded(order, status) && !IsWaiting(order, status, now));

    /// <summary>True while <paramref name="spec"/> wants exactly this run, by exactly this policy, and approves of
    /// exactly the same plan or of none. An order that was changed, as by a pin of another cleanup, is begun
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

    /// <summary>The reports with <paramref name="report"/> in the place of an earlier one for the same
    /// cleanup.</summary>
    public static ImmutableArray<OrderReport> With(ImmutableArray<OrderReport> reports, OrderReport report) =>
        [.. reports.Where(known => known.Cleanup != report.Cleanup), report];

    private static bool HasEnded(CleanupOrder order, NodeStorageStatus status) =>
        status.Orders.Any(report =>
            IsAbout(report, order)
            && report.Phase is OrderPhase.Succeeded or OrderPhase.Failed or OrderPhase.Skipped
            && !MayBeTakenUpNow(report, order)
        );

    /// <summary>
    /// Nothing was done for an order that was refused. The operator may have fixed what was wrong with it.
    /// </summary>
    private static bool MayBeTakenUpNow(OrderReport report, CleanupOrder order) =>
        report.RefusalReason is not null && OrderCheck.FindProblem(order) is null;

    private static bool IsWaiting(CleanupOrder order, NodeStorageStatus status, DateTimeOffset now) =>
        order is { Mode: CleanupMode.Approve, ApprovedPlan: null }
        && status.Orders.Any(report =>
            IsAbout(report, order) && report.Phase == OrderPhase.Planned && report.PlanExpirationTime > now
        );

    /// <summary>Whether <paramref name="report"/> is of the run of <paramref name="order"/>.</summary>
    public static bool IsAbout(OrderReport report, CleanupOrder order) =>
        report.Cleanup == order.Cleanup && report.RunId == order.RunId;
}
