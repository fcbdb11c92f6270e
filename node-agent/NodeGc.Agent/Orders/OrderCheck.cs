using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Orders;

/// <summary>Checks that an order is what the operator wrote, before it is carried out. Pure.</summary>
/// <remarks>
/// RBAC decides who may write orders: the operator and administrators, but no agent (docs/decisions/0032). This check
/// ensures that nothing was lost or changed on the way: otherwise a CRD that prunes a restriction would make the order
/// allow more.
/// </remarks>
internal static class OrderCheck
{
    /// <summary>Why the order must not be carried out; null if it may.</summary>
    public static string? FindProblem(CleanupOrder order) => OrderDigest.FindProblem(order);

    /// <summary>The report of a rejected order.</summary>
    public static OrderReport Refused(this OrderReport started, string because, DateTimeOffset now) =>
        started.Ended(OrderPhase.Failed, $"order rejected: {because}", now) with
        {
            RefusalReason = because,
        };

    /// <summary>The report without unmatched patterns of other cleanups: their own reports list them.</summary>
    public static OrderReport OnlyOwnPins(this OrderReport report, CleanupOrder order) =>
        order.AlsoProtect is null || report.UnmatchedPins.IsEmpty
            ? report
            : report with
            {
                UnmatchedPins = [.. report.UnmatchedPins.Where(pin => IsOwn(pin, order.Protect))],
            };

    private static bool IsOwn(UnmatchedPin pin, ProtectSpec own) =>
        pin.Field switch
        {
            "protect.images" => own.Images.Contains(pin.Pattern),
            "protect.volumes" => own.Volumes.Contains(pin.Pattern),
            "protect.containers" => own.Containers.Contains(pin.Pattern),
            "protect.labels" => own.Labels.Contains(pin.Pattern),
            _ => true,
        };
}
