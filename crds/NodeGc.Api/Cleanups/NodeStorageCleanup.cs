using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Cleanups;

/// <summary>What to remove from the nodes of the cluster (short name <c>nsc</c>).</summary>
public sealed record NodeStorageCleanup : IKubernetesObject
{
    public string ApiVersion
    {
        get;
        init => field = value ?? ApiGroup.ApiVersion;
    } = ApiGroup.ApiVersion;

    public string Kind
    {
        get;
        init => field = value ?? "NodeStorageCleanup";
    } = "NodeStorageCleanup";

    public required ObjectMeta Metadata { get; init; }

    public required NodeStorageCleanupSpec Spec { get; init; }

    /// <summary>Null until the operator has processed the object.</summary>
    public NodeStorageCleanupStatus? Status { get; init; }
}
