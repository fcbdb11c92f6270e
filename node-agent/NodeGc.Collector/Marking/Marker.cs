using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>The mark phase: what the roots reach stays, everything else is garbage.</summary>
public static class Marker
{
    /// <summary>Follows the edges of <paramref name="graph"/> from <paramref name="roots"/>: from what is alive, then from what is in
    /// doubt, then from what the policy keeps, so that everything stays on its strongest ground. Where one resource is a root for
    /// several reasons on the same ground, the first counts.</summary>
    public static LiveSet Mark(ResourceGraph graph, IEnumerable<Root> roots)
    {
        var keepers = new Dictionary<ResourceId, Keeper>();
        foreach (var ground in roots.GroupBy(root => root.Reason.Basis).OrderBy(ground => ground.Key))
            Follow(graph, ground.OrderBy(root => root.Id), keepers);
        return new LiveSet(keepers);
    }

    /// <summary>Breadth first, so that the chain that explains a resource is a shortest one.</summary>
    private static void Follow(ResourceGraph graph, IEnumerable<Root> roots, Dictionary<ResourceId, Keeper> keepers)
    {
        var queue = new Queue<ResourceId>();
        foreach (var root in roots)
            if (keepers.TryAdd(root.Id, new Keeper.ByItself(root.Reason))) queue.Enqueue(root.Id);

        while (queue.TryDequeue(out var id))
            foreach (var needed in graph.NeedsOf(id))
                if (keepers.TryAdd(needed, new Keeper.NeededBy(id))) queue.Enqueue(needed);
    }
}
