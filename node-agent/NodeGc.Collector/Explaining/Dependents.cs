using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>The graph in reverse: who needs a resource.</summary>
internal sealed class Dependents(ResourceGraph graph)
{
    private readonly ILookup<ResourceId, ResourceId> dependents = (
        from resource in graph.Resources
        from need in resource.Needs
        select (need, resource.Id)
    ).ToLookup(edge => edge.need, edge => edge.Id);

    /// <summary>Everything that needs <paramref name="id"/>, directly or indirectly, in canonical order.</summary>
    public ImmutableArray<User> Of(ResourceId id)
    {
        var steps = new Dictionary<ResourceId, int> { [id] = 0 };
        var queue = new Queue<ResourceId>([id]);
        while (queue.TryDequeue(out var next))
            foreach (var dependent in dependents[next])
                if (steps.TryAdd(dependent, steps[next] + 1))
                    queue.Enqueue(dependent);
        return
        [
            .. from user in steps
            where user.Value > 0
            orderby user.Key
            select new User(graph.Find(user.Key)!, user.Value),
        ];
    }

    /// <summary>What needs <paramref name="id"/> directly.</summary>
    public IEnumerable<ResourceId> DirectlyOf(ResourceId id) => dependents[id].Order();

    /// <summary>True if something needs <paramref name="id"/>, even if it is missing.</summary>
    public bool IsNeeded(ResourceId id) => dependents.Contains(id);
}
