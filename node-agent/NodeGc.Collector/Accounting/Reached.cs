using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Accounting;

/// <summary>The transitive closure of what some resources need, themselves included.</summary>
internal sealed class Reached
{
    private readonly HashSet<ResourceId> ids = [];

    private Reached() { }

    /// <summary>From all resources that <paramref name="isStart"/> picks.</summary>
    public static Reached From(ResourceGraph graph, Func<Resource, bool> isStart)
    {
        var reached = new Reached();
        var queue = new Queue<ResourceId>(
            graph.Resources.Where(isStart).Select(resource => resource.Id).Where(reached.ids.Add)
        );
        while (queue.TryDequeue(out var id))
        {
            foreach (var needed in graph.NeedsOf(id))
                if (reached.ids.Add(needed))
                    queue.Enqueue(needed);
        }
        return reached;
    }

    public bool Contains(ResourceId id) => ids.Contains(id);
}
