using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Explaining;

/// <summary>Finds layers that are kept only because the layer store has a record of them.</summary>
public static class UnreferencedLayers
{
    private const string Why =
        "not referenced by any image, container or build cache record, but the running engine still has it in "
        + "memory: pull or load its image again and remove that image, or stop the engine and run a cleanup "
        + "with collect.layers";

    /// <summary>One leftover per such layer; its path is its metadata's.</summary>
    public static ImmutableArray<Leftover> Find(Inventory inventory)
    {
        var graph = inventory.Graph;
        var needed = new Liveness(inventory).Without(id => id.Kind == ResourceKind.Layer);
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
