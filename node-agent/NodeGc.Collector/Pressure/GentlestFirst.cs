using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Pressure;

/// <summary>The order in which things go where only as much goes as is needed: what is missed least first, then what
/// was used longest ago, then by id.</summary>
/// <remarks>
/// Debris serves nobody. Nobody ever asks for build cache or for orphans again, and the engine makes the one anew. An
/// untagged image can only be asked for by its digest, a stopped container can be looked into, and a tagged image has
/// to be pulled again. Volumes are data, and a store is a whole engine's worth of it.
/// </remarks>
public sealed class GentlestFirst(Inventory inventory) : IComparer<ResourceId>
{
    private readonly ResourceGraph graph = inventory.Graph;

    /// <inheritdoc/>
    public int Compare(ResourceId x, ResourceId y)
    {
        var (one, other) = (graph.Find(x)!, graph.Find(y)!);
        var byRank = RankOf(one).CompareTo(RankOf(other));
        if (byRank != 0)
            return byRank;
        var byAge = (one.LastChanged ?? default).CompareTo(other.LastChanged ?? default);
        return byAge != 0 ? byAge : x.CompareTo(y);
    }

    /// <summary>How gentle it is to remove it; 0 for what is nothing that a plan names, and so only leads to
    /// others.</summary>
    public int RankOf(Resource resource) =>
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

    private bool IsTagged(Resource image) => inventory.TaggedImages.Contains(image.Identity!.Value);
}
