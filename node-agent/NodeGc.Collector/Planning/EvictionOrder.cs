using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>The order of removal if only as much is removed as needed: the least valuable first, then the least
/// recently used, then by id.</summary>
/// <remarks>
/// Debris is of no use. Orphans are never used again, and the engine rebuilds build cache. An untagged image can only
/// be referenced by its digest, a stopped container can still be inspected, and a tagged image has to be pulled again.
/// Volumes are data, and a store is all data of an engine.
/// </remarks>
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
    public int PriorityOf(Resource resource) =>
        resource.Identity is null
            ? 0
            : ClassOf.Candidate(resource) switch
            {
                CleanupClass.Debris => 1,
                CleanupClass.Mounts => 2,
                CleanupClass.BuildCache => 3,
                CleanupClass.Layers => 4,
                CleanupClass.Images when !IsTagged(resource) => 5,
                CleanupClass.Containers => 6,
                CleanupClass.Images => 7,
                CleanupClass.Volumes => 8,
                CleanupClass.Stores => 9,
                var other => throw new InvalidOperationException($"{other} has no place among the classes"),
            };

    private bool IsTagged(Resource image) => graph.TaggedImages.Contains(image.Identity!.Value);
}
