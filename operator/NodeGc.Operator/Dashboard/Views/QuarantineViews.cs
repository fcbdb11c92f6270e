using System.Collections.Immutable;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Lists what can be restored. Pure.</summary>
internal static class QuarantineViews
{
    /// <summary>The quarantines of a node, whether empty or not.</summary>
    public static ImmutableArray<QuarantineRow> Read(ClusterNode node) =>
        [
            .. (node.Storage?.Status?.DataRoots ?? []).Select(root => new QuarantineRow
            {
                Node = node.Name,
                DataRoot = root.Path,
                Items = root.Quarantine.Held.Items,
                Bytes = root.Quarantine.Held.Bytes,
                NextExpirationTime = root.Quarantine.NextExpirationTime,
                DeletedBytes = root.Quarantine.Deleted.Bytes,
            }),
        ];

    /// <summary>Those that are not empty, in the order in which they expire.</summary>
    public static QuarantineView Create(IEnumerable<ClusterNode> nodes, string search, int page)
    {
        var words = search.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var all = nodes
            .Where(node => words.All(word => NodeSearch.Matches(node, word)))
            .SelectMany(node => Read(node))
            .Where(row => row.Items > 0)
            .OrderBy(row => row.NextExpirationTime is null)
            .ThenBy(row => row.NextExpirationTime)
            .ThenBy(row => row.Node, StringComparer.Ordinal)
            .ToList();
        var (rows, paging) = Paging.Cut(all, page);
        return new QuarantineView
        {
            Search = search,
            Rows = rows,
            Paging = paging,
            Bytes = all.Sum(row => row.Bytes),
            Items = all.Sum(row => row.Items),
        };
    }
}
