using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>The mark phase: what the roots reach stays, everything else is garbage.</summary>
public static class Marker
{
    /// <summary>Follows the edges of <paramref name="graph"/> from <paramref name="roots"/>: from what is alive, then
    /// from what is in doubt, then from what the policy keeps, so that everything stays on its strongest ground. Where
    /// one resource is a root for several reasons on the same ground, the first counts.</summary>
    /// <param name="graph">The edges.</param>
    /// <param name="roots">What stays by itself.</param>
    /// <param name="stronger">What stays already, on stronger ground than any of <paramref name="roots"/>.</param>
    public static LiveSet Mark(ResourceGraph graph, IEnumerable<Root> roots, LiveSet? stronger = null)
    {
        List<Root> all = [.. roots];
        var keepers = new Dictionary<ResourceId, Keeper>(all.Count);
        foreach (var ground in Enum.GetValues<RootBasis>())
            Follow(
                graph,
                all.Where(root => root.Reason.Basis == ground && stronger?.Contains(root.Id) != true)
                    .OrderBy(root => root.Id),
                keepers,
                stronger
            );
        return new LiveSet(keepers, stronger);
    }

    /// <summary>Breadth first, so that the chain that explains a resource is a shortest one.</summary>
    private static void Follow(
        ResourceGraph graph,
        IEnumerable<Root> roots,
        Dictionary<ResourceId, Keeper> keepers,
        LiveSet? stronger
    )
    {
        var queue = new Queue<ResourceId>();
        foreach (var root in roots)
            if (keepers.TryAdd(root.Id, new Keeper.ByItself(root.Reason)))
                queue.Enqueue(root.Id);

        while (queue.TryDequeue(out var id))
            foreach (var needed in graph.NeedsOf(id))
                if (stronger?.Contains(needed) != true && keepers.TryAdd(needed, new Keeper.NeededBy(id)))
                    queue.Enqueue(needed);
    }
}
