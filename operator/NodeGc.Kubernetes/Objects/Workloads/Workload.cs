namespace NodeGc.Kubernetes.Objects.Workloads;

/// <summary>A pod, or anything with a pod template: only the fields that refer to images.</summary>
public sealed record Workload : IKubernetesObject
{
    public string ApiVersion
    {
        get => field ?? "";
        init;
    }

    public string Kind
    {
        get => field ?? "";
        init;
    }

    public required ObjectMeta Metadata { get; init; }

    public WorkloadSpec? Spec { get; init; }
}
