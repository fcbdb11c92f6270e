using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of <c>tree --layers</c>. Pure.</summary>
internal static class LayerTreeReport
{
    public static LayerTreeDocument Of(Scan scan) =>
        new(StoreReport.Of(scan), [.. LayerTree.Of(scan.Inventory).Select(Of)], Findings.DoubtsOf(scan.Inventory));

    private static LayerDocument Of(LayerNode node) =>
        new(
            node.Layer.Id.Name,
            node.Depth,
            node.Directory?.Directory?.Path,
            node.Directory?.Directory?.Size?.Value,
            node.Layer.EngineSize?.Value,
            [.. node.Images.Select(ExplainReport.NameOf)],
            Names(node.Containers),
            Names(node.BuildRecords)
        );

    private static ImmutableArray<string> Names(ImmutableArray<Resource> resources) =>
        [.. resources.Select(ExplainReport.NameOf)];
}
