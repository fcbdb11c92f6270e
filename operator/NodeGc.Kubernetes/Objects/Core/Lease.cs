namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>A lease (coordination.k8s.io/v1), used to elect one leader.</summary>
public sealed record Lease : IKubernetesObject
{
    public string ApiVersion
    {
        get => field ?? "coordination.k8s.io/v1";
        init;
    }

    public string Kind
    {
        get => field ?? "Lease";
        init;
    }

    public required ObjectMeta Metadata { get; init; }

    public LeaseSpec? Spec { get; init; }
}
