using System.Collections.Immutable;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Brings orders and reports together. Pure.</summary>
internal static class OrderViews
{
    /// <summary>One per cleanup, by name. A report without an order is of an order that was withdrawn.</summary>
    public static ImmutableArray<OrderView> Read(NodeStorage? storage)
    {
        var orders = storage?.Spec?.Orders ?? [];
        var reports = storage?.Status?.Orders ?? [];
        var withdrawn = reports.Where(report => !orders.Any(order => order.RunId == report.RunId));
        return
        [
            .. orders
                .Select(order => new OrderView
                {
                    Cleanup = order.Cleanup,
                    RunId = order.RunId,
                    Mode = order.Mode,
                    Report = reports.FirstOrDefault(report => report.RunId == order.RunId),
                })
                .Concat(
                    withdrawn.Select(report => new OrderView
                    {
                        Cleanup = report.Cleanup,
                        RunId = report.RunId,
                        Report = report,
                    })
                )
                .OrderBy(order => order.Cleanup, StringComparer.Ordinal),
        ];
    }
}
