using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>Everything that a set of roots keeps, each with its keeper.</summary>
public sealed class LiveSet
{
    private readonly Dictionary<ResourceId, Keeper> keepers;

    internal LiveSet(Dictionary<ResourceId, Keeper> keepers) => this.keepers = keepers;

    /// <summary>How many resources stay.</summary>
    public int Count => keepers.Count;

    /// <summary>True where <paramref name="id"/> stays.</summary>
    public bool Contains(ResourceId id) => keepers.ContainsKey(id);

    /// <summary>The reason of the root at the end of the chain that keeps <paramref name="id"/>; null for garbage.</summary>
    public RootReason? FindReason(ResourceId id)
    {
        while (keepers.TryGetValue(id, out var keeper))
        {
            if (keeper is Keeper.ByItself root) return root.Reason;
            id = ((Keeper.NeededBy)keeper).Dependent;
        }

        return null;
    }

    /// <summary>The chain from <paramref name="id"/> up to its root, <paramref name="id"/> first; empty for garbage.</summary>
    public ImmutableArray<ResourceId> ChainOf(ResourceId id)
    {
        var chain = ImmutableArray.CreateBuilder<ResourceId>();
        while (keepers.TryGetValue(id, out var keeper))
        {
            chain.Add(id);
            if (keeper is not Keeper.NeededBy needed) break;
            id = needed.Dependent;
        }

        return chain.ToImmutable();
    }
}
