using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of <c>tree --layers</c>. Pure.</summary>
internal static class LayerTreeReport
{
    public static LayerTreeDocument Create(Scan scan) =>
        new(
            StoreReport.Create(scan),
            [.. LayerTree.Build(scan.Inventory).Select(Create)],
            Findings.DoubtsOf(scan.Inventory)
        );

    private static LayerDocument Create(LayerNode node) =>
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
