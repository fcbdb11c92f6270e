namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>The only field of a pod's spec that NodeGc reads.</summary>
public sealed record PodSpec
{
    public string? NodeName { get; init; }
}
