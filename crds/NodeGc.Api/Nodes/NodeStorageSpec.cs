using System.Collections.Immutable;

namespace NodeGc.Api.Nodes;

/// <summary>Orders for a node.</summary>
public sealed record NodeStorageSpec
{
    /// <summary>One order per cleanup, up to 64 in total.</summary>
    public ImmutableArray<CleanupOrder> Orders
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
