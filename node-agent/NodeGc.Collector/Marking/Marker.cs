using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>The mark phase: what the roots reach stays, everything else is garbage.</summary>
public static class Marker
{
    /// <summary>Follows the edges of <paramref name="graph"/> from <paramref name="roots"/>, breadth first: chains are shortest,
    /// and of equally short ones the stronger root's wins.</summary>
    public static LiveSet Mark(ResourceGraph graph, IEnumerable<Root> roots)
    {
        var keepers = new Dictionary<ResourceId, Keeper>();
        var queue = new Queue<ResourceId>();
        foreach (var root in roots.OrderBy(root => root.Reason.Basis).ThenBy(root => root.Id).ThenBy(root => root.Reason.Text, StringComparer.Ordinal))
            if (keepers.TryAdd(root.Id, new Keeper.ByItself(root.Reason))) queue.Enqueue(root.Id);

        while (queue.TryDequeue(out var id))
            foreach (var needed in graph.NeedsOf(id))
                if (keepers.TryAdd(needed, new Keeper.NeededBy(id))) queue.Enqueue(needed);

        return new LiveSet(keepers);
    }
}
