namespace NodeGc.Kubernetes.Objects.Workloads;

/// <summary>By which pods, or jobs, are made.</summary>
public sealed record WorkloadTemplate
{
    public WorkloadSpec? Spec { get; init; }
}
