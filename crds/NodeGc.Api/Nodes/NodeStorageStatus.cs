using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Nodes;

/// <summary>What the agent found and did.</summary>
public sealed record NodeStorageStatus
{
    public long? ObservedGeneration { get; init; }

    /// <summary>When the agent last wrote this status. The sign of life is its lease, see <see cref="AgentLease"/>; an
    /// agent without one writes this every 30 seconds instead.</summary>
    public DateTimeOffset? HeartbeatTime { get; init; }

    public AgentInfo? Agent { get; init; }

    /// <summary>See <see cref="NodeConditions"/>.</summary>
    public ImmutableArray<Condition> Conditions
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    public StorageInfo? Storage { get; init; }

    /// <summary>Disk usage of each data root, up to <see cref="DataRootReport.MaxRoots"/> entries.</summary>
    public ImmutableArray<DataRootReport> DataRoots
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Progress and result of each order.</summary>
    public ImmutableArray<OrderReport> Orders
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Progress and result of each restore.</summary>
    public ImmutableArray<RestoreReport> Restores
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The answer to each request.</summary>
    public ImmutableArray<NodeAnswer> Answers
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
