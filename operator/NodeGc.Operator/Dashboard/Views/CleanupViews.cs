using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Dashboard.Commands;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Describes one cleanup. Pure.</summary>
internal static class CleanupViews
{
    public static CleanupView Create(
        NodeStorageCleanup cleanup,
        IEnumerable<ClusterNode> nodes,
        string search,
        int page
    )
    {
        var words = search.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var all = nodes
            .Where(node => words.All(word => NodeSearch.Matches(node, word)))
            .Select(node => Find(node, cleanup))
            .OfType<RunNode>()
            .OrderBy(node => node.Phase == NodePhase.Failed ? 0 : 1)
            .ThenByDescending(node => node.Totals.Reclaimable.Bytes)
            .ThenBy(node => node.Name, StringComparer.Ordinal)
            .ToList();
        var (rows, paging) = Paging.Cut(all, page);
        return new CleanupView
        {
            Summary = CleanupSummaries.Summarize(cleanup),
            Spec = cleanup.Spec,
            Conditions =
            [
                .. (cleanup.Status?.Conditions ?? []).Select(one => new ConditionRow(
                    one,
                    CleanupSummaries.IsProblem(one)
                )),
            ],
            History = [.. (cleanup.Status?.History ?? []).Reverse()],
            Rules = ListRules(cleanup.Spec),
            Nodes = rows,
            Paging = paging,
            Search = search,
            Commands = CleanupCommands.List(cleanup),
        };
    }

    private static RunNode? Find(ClusterNode node, NodeStorageCleanup cleanup)
    {
        var runId = cleanup.Status?.LastRun?.Id;
        var order = node.Orders.FirstOrDefault(order =>
            order.Cleanup == cleanup.Metadata.Name && order.Uid == cleanup.Metadata.Uid
        );
        var report = (node.Storage?.Status?.Orders ?? []).FirstOrDefault(report =>
            report.Cleanup == cleanup.Metadata.Name && report.RunId == (order?.RunId ?? runId)
        );
        if (order is null && report is null)
            return null;
        var isPending = report is null or { RefusalReason: not null };
        return new RunNode(
            node.Name,
            isPending ? NodePhase.Pending : Enum.Parse<NodePhase>(report!.Phase.ToString()),
            report?.Message ?? FirstError(report),
            report?.Totals ?? Totals.Zero
        );
    }

    private static string? FirstError(OrderReport? report) =>
        report is { Phase: OrderPhase.Failed, Errors: [var error, ..] } ? error.Message : null;

    private static ImmutableArray<ClassRule> ListRules(NodeStorageCleanupSpec spec) =>
        [
            .. from one in Enum.GetValues<CollectedClass>()
            let rule = spec.Collect.Find(one)
            where rule is not null
            select new ClassRule(
                FieldWord.For(one),
                rule.Mode?.ToString() ?? spec.Mode.ToString(),
                rule.MinAge,
                rule.Confirmations,
                rule.ConfirmationInterval
            ),
        ];
}
