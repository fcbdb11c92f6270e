using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>The mark phase: everything reachable from the roots is kept, everything else is garbage.</summary>
public static class Marker
{
    /// <summary>Follows the edges of <paramref name="graph"/> from <paramref name="roots"/>: first what is in use, then
    /// what is in doubt, then what the policy keeps, so that everything is kept for its strongest reason. If a resource
    /// is a root for several reasons with the same basis, the first counts.</summary>
    /// <param name="graph">The edges.</param>
    /// <param name="roots">The roots.</param>
    /// <param name="stronger">What is already kept for stronger reasons than any of <paramref name="roots"/>.</param>
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

    /// <summary>Breadth first, so that explanations are shortest chains.</summary>
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
