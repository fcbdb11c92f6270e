namespace NodeGc.Kubernetes.Objects.Workloads;

/// <summary>The one field of a container that is needed here.</summary>
public sealed record WorkloadContainer
{
    public string? Image { get; init; }
}
