using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Nodes;

/// <summary>What the agent found and did.</summary>
public sealed record NodeStorageStatus
{
    public long? ObservedGeneration { get; init; }

    /// <summary>When the agent last showed that it lives.</summary>
    public DateTimeOffset? HeartbeatAt { get; init; }

    public AgentInfo? Agent { get; init; }

    /// <summary>See <see cref="NodeConditions"/>.</summary>
    public ImmutableArray<Condition> Conditions
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    public StorageInfo? Storage { get; init; }

    /// <summary>What each data root takes on disk, at most <see cref="DataRootReport.MaxRoots"/>.</summary>
    public ImmutableArray<DataRootReport> DataRoots
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>What became of each order.</summary>
    public ImmutableArray<OrderReport> Orders
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
