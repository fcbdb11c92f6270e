namespace NodeGc.Kubernetes.Objects.Workloads;

/// <summary>The template of pods or jobs.</summary>
public sealed record WorkloadTemplate
{
    public WorkloadSpec? Spec { get; init; }
}
