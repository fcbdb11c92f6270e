using System.Collections.Immutable;

namespace NodeGc.Api.Nodes;

/// <summary>Orders, restores and requests for a node.</summary>
public sealed record NodeStorageSpec
{
    /// <summary>One order per cleanup, up to 64 in total.</summary>
    public ImmutableArray<CleanupOrder> Orders
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>One per NodeStorageRestore in progress, up to <see cref="RestoreOrder.MaxPerNode"/>.</summary>
    public ImmutableArray<RestoreOrder> Restores
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Requests of users, up to <see cref="NodeRequest.MaxRequests"/>. The operator does not write
    /// them.</summary>
    public ImmutableArray<NodeRequest> Requests
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
