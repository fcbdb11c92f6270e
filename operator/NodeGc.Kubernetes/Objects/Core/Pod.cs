namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>A small part of core/v1 Pod: where it runs.</summary>
public sealed record Pod : IKubernetesObject
{
    public string ApiVersion
    {
        get => field ?? "v1";
        init;
    }

    public string Kind
    {
        get => field ?? "Pod";
        init;
    }

    public required ObjectMeta Metadata { get; init; }

    public PodSpec? Spec { get; init; }
}
