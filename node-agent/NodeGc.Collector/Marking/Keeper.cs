using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>Why one resource stays: it is a root, or another that stays needs it.</summary>
public abstract record Keeper
{
    private Keeper() { }

    /// <summary>It stays by itself.</summary>
    public sealed record ByItself(RootReason Reason) : Keeper;

    /// <summary>Something that stays needs it.</summary>
    public sealed record NeededBy(ResourceId Dependent) : Keeper;
}
