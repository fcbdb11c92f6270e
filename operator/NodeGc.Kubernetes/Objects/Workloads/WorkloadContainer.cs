namespace NodeGc.Kubernetes.Objects.Workloads;

/// <summary>The only field of a container that NodeGc reads.</summary>
public sealed record WorkloadContainer
{
    public string? Image { get; init; }
}
