namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>The only field of a node's spec that NodeGc reads.</summary>
public sealed record NodeSpec
{
    /// <summary>Whether the node is cordoned.</summary>
    public bool? Unschedulable { get; init; }
}
