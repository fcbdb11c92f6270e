using NodeGc.Collector.Inventories;

namespace NodeGc.Stores.Docker.Reading;

/// <summary>What is reachable from resources in use: damage matters only there.</summary>
internal static class Reachability
{
    /// <summary>Everything needed, directly or indirectly, by something that is neither a directory nor a volume nor
    /// being removed.</summary>
    public static HashSet<ResourceId> From(InventoryBuilder findings)
    {
        var roots = findings.Builders.Where(builder =>
            !builder.IsBeingRemoved && builder.Id.Kind is not (ResourceKind.LayerDirectory or ResourceKind.Volume)
        );
        var reached = roots.Select(builder => builder.Id).ToHashSet();
        var open = new Stack<ResourceId>(reached);
        while (open.TryPop(out var id))
        {
            foreach (var need in findings.Find(id)?.Needs ?? [])
            {
                if (reached.Add(need))
                    open.Push(need);
            }
        }
        return reached;
    }
}
