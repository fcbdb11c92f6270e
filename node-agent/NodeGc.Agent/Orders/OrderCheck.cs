using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Orders;

/// <summary>Confirms that an order is what the operator gave, before anything of it is carried out. Pure.</summary>
/// <remarks>
/// Who may write orders at all is a matter of rights: the operator and administrators, and no agent
/// (docs/decisions/0032). What this adds is that nothing was lost or changed on the way: a definition that prunes a
/// restriction would else make the order allow more.
/// </remarks>
internal static class OrderCheck
{
    /// <summary>Why nothing of the order may be carried out; null where it may.</summary>
    public static string? FindProblem(CleanupOrder order) => OrderDigest.FindProblem(order);

    /// <summary>The report of an order that is refused.</summary>
    public static OrderReport Refused(this OrderReport started, string because, DateTimeOffset now) =>
        started.Ended(OrderPhase.Failed, $"The order is refused: {because}", now) with
        {
            RefusalReason = because,
        };

    /// <summary>The report without patterns that match nothing and are another cleanup's: that one's own report names
    /// them.</summary>
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
