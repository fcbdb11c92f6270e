using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>The order of removal if only as much is removed as needed: the least valuable first, then the least
/// recently used, then by id. <see cref="GarbageClasses"/> has the order of the classes.</summary>
public sealed class EvictionOrder(Inventory inventory) : IComparer<ResourceId>
{
    private readonly ResourceGraph graph = inventory.Graph;

    /// <inheritdoc/>
    public int Compare(ResourceId x, ResourceId y)
    {
        var (one, other) = (graph.Find(x)!, graph.Find(y)!);
        var byRank = PriorityOf(one).CompareTo(PriorityOf(other));
        if (byRank != 0)
            return byRank;
        var byAge = (one.LastChanged ?? default).CompareTo(other.LastChanged ?? default);
        return byAge != 0 ? byAge : x.CompareTo(y);
    }

    /// <summary>Lower is removed earlier; 0 for what no plan includes and only leads to others.</summary>
    public int PriorityOf(Resource resource)
    {
        if (resource.Identity is null)
            return 0;
        var row = GarbageClasses.Get(resource);
        return row.PriorityIfUntagged is { } lower && !IsTagged(resource) ? lower : row.Priority;
    }

    private bool IsTagged(Resource image) => graph.TaggedImages.Contains(image.Identity!.Value);
}
