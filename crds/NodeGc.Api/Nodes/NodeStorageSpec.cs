using System.Collections.Immutable;

namespace NodeGc.Api.Nodes;

/// <summary>What the operator wants of a node.</summary>
public sealed record NodeStorageSpec
{
    /// <summary>At most one order for each cleanup, at most 64 in all.</summary>
    public ImmutableArray<CleanupOrder> Orders
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
