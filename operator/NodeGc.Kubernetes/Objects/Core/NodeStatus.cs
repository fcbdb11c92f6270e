using System.Collections.Immutable;

namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>What kubelet reports about its node.</summary>
public sealed record NodeStatus
{
    public ImmutableArray<Condition>? Conditions { get; init; }

    public NodeSystemInfo? NodeInfo { get; init; }
}
