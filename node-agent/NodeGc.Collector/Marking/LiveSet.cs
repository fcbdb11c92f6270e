using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>Everything kept by a set of roots, each with its keeper, plus what <c>stronger</c> keeps for stronger
/// reasons.</summary>
public sealed class LiveSet
{
    private readonly Dictionary<ResourceId, Keeper> keepers;
    private readonly LiveSet? stronger;

    internal LiveSet(Dictionary<ResourceId, Keeper> keepers, LiveSet? stronger) =>
        (this.keepers, this.stronger) = (keepers, stronger);

    /// <summary>How many resources are kept.</summary>
    public int Count => keepers.Count + (stronger?.Count ?? 0);

    /// <summary>True if <paramref name="id"/> is kept.</summary>
    public bool Contains(ResourceId id) => FindKeeper(id) is not null;

    /// <summary>The reason of the root at the end of the chain that keeps <paramref name="id"/>; null for
    /// garbage.</summary>
    public RootReason? FindReason(ResourceId id)
    {
        while (FindKeeper(id) is { } keeper)
        {
            if (keeper is Keeper.ByItself root)
                return root.Reason;
            id = ((Keeper.NeededBy)keeper).Dependent;
        }

        return null;
    }

    /// <summary>The chain from <paramref name="id"/> up to its root, <paramref name="id"/> first; empty for
    /// garbage.</summary>
    public ImmutableArray<ResourceId> ChainOf(ResourceId id)
    {
        var chain = ImmutableArray.CreateBuilder<ResourceId>();
        while (FindKeeper(id) is { } keeper)
        {
            chain.Add(id);
            if (keeper is not Keeper.NeededBy needed)
                break;
            id = needed.Dependent;
        }

        return chain.ToImmutable();
    }

    private Keeper? FindKeeper(ResourceId id) => stronger?.FindKeeper(id) ?? keepers.GetValueOrDefault(id);
}
