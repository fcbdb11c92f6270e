using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Marking.Rules;

namespace NodeGc.Collector.Explaining;

/// <summary>Finds layers that stay only because the layer store knows them.</summary>
public static class UnreferencedLayers
{
    private const string Why =
        "no image, container or build-cache record needs this layer, but an engine that runs remembers it: "
        + "pull or load its image again and remove it; or it goes as class layers while the engine is stopped";

    /// <summary>One leftover per such layer; its path is its metadata's.</summary>
    public static ImmutableArray<Leftover> Find(Inventory inventory)
    {
        var graph = inventory.Graph;
        var needed = Marker.Mark(
            graph,
            AliveRules.Find(inventory.Resources).Where(root => root.Id.Kind != ResourceKind.Layer)
        );
        return
        [
            .. from layer in graph.Resources
            where layer.Id.Kind == ResourceKind.Layer && !needed.Contains(layer.Id)
            orderby layer.Id
            let path = $"image/{inventory.Store.Driver}/layerdb/{layer.Id.Name.Replace(':', '/')}"
            select new Leftover(LeftoverKind.UnreferencedLayer, path, Why) { Size = SizeOf(layer, graph) },
        ];
    }

    private static Bytes? SizeOf(Resource layer, ResourceGraph graph) =>
        layer.Needs.Select(id => graph.Find(id)?.Directory?.Size).FirstOrDefault(size => size is not null);
}
