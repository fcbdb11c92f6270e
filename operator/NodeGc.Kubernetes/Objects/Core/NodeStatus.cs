namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>What kubelet reports about its node.</summary>
public sealed record NodeStatus
{
    public NodeSystemInfo? NodeInfo { get; init; }
}
