namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>The one field of a pod's spec that is needed here.</summary>
public sealed record PodSpec
{
    public string? NodeName { get; init; }
}
