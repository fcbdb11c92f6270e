using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Dashboard.Commands;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Describes the plan of one node. Pure.</summary>
internal static class PlanViews
{
    /// <summary>Null if the node has neither an order of this cleanup nor a report about one.</summary>
    /// <param name="node">Name of the node.</param>
    /// <param name="cleanupName">Name of the cleanup.</param>
    /// <param name="cleanup">Null if it was deleted.</param>
    /// <param name="details">The whole NodeStorage of the node.</param>
    /// <param name="agentNamespace">Namespace of the agents' pods.</param>
    public static PlanView? Find(
        string node,
        string cleanupName,
        NodeStorageCleanup? cleanup,
        NodeDetails details,
        string agentNamespace
    )
    {
        if (OrderViews.Read(details.Storage).FirstOrDefault(one => one.Cleanup == cleanupName) is not { } view)
            return null;
        var order = details.Storage?.Spec?.Orders.FirstOrDefault(one => one.RunId == view.RunId);
        var totals = view.Totals;
        return new PlanView
        {
            Node = node,
            Order = view,
            Items = [.. view.Items.Select(item => Describe(item, order))],
            ItemCount = totals.Reclaimable.Items + totals.Held.Items,
            Evidence = EvidenceReading.Read(details.Storage?.Status, order),
            Commands = ListCommands(view, cleanup, new NodeCommands(node, agentNamespace, details.Storage?.Status)),
            IsApproved = order?.ApprovedPlan is { } approved && approved == view.Report?.PlanDigest,
            MissingDetails = details.Problem,
        };
    }

    private static ItemRow Describe(ItemReport item, CleanupOrder? order) =>
        new(item, FieldWord.For(item.Class), EvidenceReading.DescribeRule(order, item.Class));

    private static ImmutableArray<Command> ListCommands(
        OrderView view,
        NodeStorageCleanup? cleanup,
        NodeCommands commands
    ) =>
        [
            .. cleanup is null ? [] : CleanupCommands.Approvals(cleanup),
            .. view.Totals.Quarantined.Items > 0 ? commands.Restore(view.RunId) : [],
            .. view.Items.Take(1).Select(item => commands.Explain(item.Name)),
            commands.Show,
        ];
}
