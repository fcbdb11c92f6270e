using System.Collections.Immutable;

namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>What the cluster wants of a node.</summary>
public sealed record NodeSpec
{
    public bool? Unschedulable { get; init; }

    public ImmutableArray<Taint>? Taints { get; init; }
}
