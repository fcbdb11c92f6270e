using System.Collections.Immutable;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Selects, sorts and sums the nodes. Pure.</summary>
internal static class FleetViews
{
    private const int Buckets = 10;

    /// <param name="nodes">All nodes; those that do not run Linux are left out, as no agent runs there.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="liveness">Decides which agents are silent.</param>
    public static FleetView Create(IEnumerable<ClusterNode> nodes, FleetQuery query, Liveness liveness)
    {
        var all = nodes
            .Where(node => node.Node?.RunsLinux() ?? true)
            .Select(node => (Node: node, Summary: NodeSummaries.Summarize(node, liveness)))
            .ToList();
        var words = query.Search.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var matching = all.Where(entry => !query.AttentionOnly || entry.Summary.NeedsAttention)
            .Where(entry => words.All(word => NodeSearch.Matches(entry.Node, word)))
            .Select(entry => entry.Summary);
        var (rows, paging) = Paging.Cut(Sort(matching, query).ToList(), query.Page);
        return new FleetView
        {
            Query = query with { Page = paging.Number },
            Rows = rows,
            Paging = paging,
            Totals = Sum(all.Select(entry => entry.Summary)),
            Distribution = Distribute(all.Select(entry => entry.Summary.UsedPercent)),
        };
    }

    // What is not known comes last, in both directions.
    private static IEnumerable<NodeSummary> Sort(IEnumerable<NodeSummary> nodes, FleetQuery query)
    {
        if (query.Sort == FleetSort.Name)
            return query.Descending
                ? nodes.OrderByDescending(node => node.Name, StringComparer.Ordinal)
                : nodes.OrderBy(node => node.Name, StringComparer.Ordinal);
        var keyed = nodes.Select(node => (Node: node, Key: FindKey(node, query.Sort))).ToList();
        var known = keyed.OrderBy(entry => entry.Key is null);
        return (query.Descending ? known.ThenByDescending(entry => entry.Key) : known.ThenBy(entry => entry.Key))
            .ThenBy(entry => entry.Node.Name, StringComparer.Ordinal)
            .Select(entry => entry.Node);
    }

    private static long? FindKey(NodeSummary node, FleetSort sort) =>
        sort switch
        {
            FleetSort.State => (long)node.State,
            FleetSort.Used => node.UsedPercent,
            FleetSort.Free => node.FreeBytes,
            FleetSort.Reclaimable => node.ReclaimableBytes,
            FleetSort.Quarantined => node.QuarantinedBytes,
            FleetSort.Unaccounted => node.UnaccountedBytes,
            FleetSort.Heartbeat => node.HeartbeatTime?.UtcTicks,
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "not a column with figures"),
        };

    private static FleetTotals Sum(IEnumerable<NodeSummary> nodes) =>
        nodes.Aggregate(new FleetTotals(), (sum, node) => new FleetTotals
            {
                Nodes = sum.Nodes + 1,
                Reporting = sum.Reporting + (node.State is NodeState.Ready or NodeState.NotReady ? 1 : 0),
                NeedAttention = sum.NeedAttention + (node.NeedsAttention ? 1 : 0),
                UsedBytes = sum.UsedBytes + (node.UsedBytes ?? 0),
                CapacityBytes = sum.CapacityBytes + (node.CapacityBytes ?? 0),
                ReclaimableBytes = sum.ReclaimableBytes + (node.ReclaimableBytes ?? 0),
                QuarantinedBytes = sum.QuarantinedBytes + (node.QuarantinedBytes ?? 0),
                UnaccountedBytes = sum.UnaccountedBytes + (node.UnaccountedBytes ?? 0),
            });

    private static ImmutableArray<int> Distribute(IEnumerable<int?> percents)
    {
        var counts = new int[Buckets];
        foreach (var percent in percents)
            if (percent is { } used)
                counts[Math.Clamp(used * Buckets / 100, 0, Buckets - 1)]++;
        return [.. counts];
    }
}
