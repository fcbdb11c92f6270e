using System.Collections.Immutable;

namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>What kubelet reports about its node.</summary>
public sealed record NodeStatus
{
    public NodeSystemInfo? NodeInfo { get; init; }

    public ImmutableArray<NodeCondition> Conditions
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
