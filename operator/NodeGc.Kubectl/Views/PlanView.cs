using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api;
using NodeGc.Api.Formats;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubectl.Output;

namespace NodeGc.Kubectl.Views;

/// <summary>What a cleanup would remove on each node, or has removed, and why. Pure.</summary>
internal static class PlanView
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("NODE"),
        new("CLASS"),
        new("ITEM"),
        new("SIZE"),
        new("OUTCOME"),
        new("REASON"),
        new("RUN", IsWide: true),
        new("PLAN", IsWide: true),
    ];

    private static readonly ImmutableArray<Column> NodeColumns =
    [
        new("NODE"),
        new("PHASE"),
        new("ITEMS"),
        new("RECLAIMABLE"),
        new("CLASSES"),
        new("EXPIRES"),
        new("MESSAGE", IsWide: true),
        new("PLAN", IsWide: true),
    ];

    /// <summary>The items of the reports about <paramref name="cleanup"/>.</summary>
    public static Listing Items(string cleanup, ImmutableArray<NodeStorage> nodes)
    {
        var reports = Reports(cleanup, nodes);
        var items =
            from one in reports
            from item in one.Report.Items
            select ImmutableArray.Create<string?>(
                one.Node,
                ClassNames.Of(item.Class),
                item.Name,
                ByteSize.Format(item.Bytes),
                item.Outcome.ToString(),
                item.Reason,
                one.Report.RunId,
                one.Report.PlanDigest
            );
        return new Listing(new Table(Columns, [.. items]), Names(reports), Document(reports))
        {
            IfEmpty = reports.IsEmpty ? $"No node has reported about {cleanup} yet" : "Nothing is planned or held",
            Notes = [.. reports.SelectMany(Notes)],
        };
    }

    /// <summary>The plans of the nodes, one per line.</summary>
    public static Listing Nodes(string cleanup, ImmutableArray<NodeStorage> nodes, DateTimeOffset now)
    {
        var reports = Reports(cleanup, nodes);
        return new Listing(
            new Table(NodeColumns, [.. reports.Select(one => Row(one.Node, one.Report, now))]),
            Names(reports),
            Document(reports)
        );
    }

    private static ImmutableArray<string?> Row(string node, OrderReport report, DateTimeOffset now) =>
        [
            node,
            report.Phase.ToString(),
            report.Totals.Reclaimable.Items.ToString(CultureInfo.InvariantCulture),
            report.Totals.Reclaimable.Size,
            string.Join(
                ",",
                report.ByClass.Where(one => one.Reclaimable.Items > 0).Select(one => ClassNames.Of(one.Class))
            ),
            HumanDuration.Until(report.PlanExpirationTime, now),
            report.Message,
            report.PlanDigest,
        ];

    private static ImmutableArray<(string Node, OrderReport Report)> Reports(
        string cleanup,
        ImmutableArray<NodeStorage> nodes
    ) =>
        [
            .. from node in nodes
            from report in node.Status?.Orders ?? []
            where report.Cleanup == cleanup
            select (node.Metadata.Name ?? "", report),
        ];

    private static ImmutableArray<string> Names(ImmutableArray<(string Node, OrderReport Report)> reports) =>
        ObjectDocuments.NamesOf(ResourceTypes.NodeStorages, reports.Select(one => one.Node));

    private static JsonArray Document(ImmutableArray<(string Node, OrderReport Report)> reports) =>
        new([
            .. reports.Select(one => new JsonObject
            {
                ["node"] = one.Node,
                ["report"] = JsonSerializer.SerializeToNode(one.Report, ApiJsonContext.Default.OrderReport),
            }),
        ]);

    private static IEnumerable<string> Notes((string Node, OrderReport Report) one)
    {
        var report = one.Report;
        var all = report.ByClass.Sum(totals => Math.Max(totals.Reclaimable.Items, Removed(totals)) + totals.Held.Items);
        if (all > report.Items.Length)
            yield return $"{one.Node}: only the largest {report.Items.Length} of {all} items are reported";
        foreach (var error in report.Errors)
            yield return $"{one.Node}: {(error.Subject is null ? "" : $"{error.Subject}: ")}{error.Message}";
        if (report.Omitted is { Errors: > 0 and var more })
            yield return $"{one.Node}: and {more} more errors; see the log of its agent";
    }

    private static long Removed(Api.Figures.ClassTotals totals) => totals.Quarantined.Items + totals.Reclaimed.Items;
}
