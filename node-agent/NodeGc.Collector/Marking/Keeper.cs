using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>Why a resource is kept: it is a root, or another kept resource needs it.</summary>
public abstract record Keeper
{
    private Keeper() { }

    /// <summary>It is a root.</summary>
    public sealed record ByItself(RootReason Reason) : Keeper;

    /// <summary>A kept resource needs it.</summary>
    public sealed record NeededBy(ResourceId Dependent) : Keeper;
}
