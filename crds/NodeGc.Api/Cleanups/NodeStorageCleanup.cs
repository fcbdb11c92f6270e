using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Cleanups;

/// <summary>What the cluster wants removed from its nodes (short name <c>nsc</c>).</summary>
public sealed record NodeStorageCleanup : IKubernetesObject
{
    public string ApiVersion { get => field ?? ApiGroup.ApiVersion; init; }

    public string Kind { get => field ?? "NodeStorageCleanup"; init; }

    public required ObjectMeta Metadata { get; init; }

    public required NodeStorageCleanupSpec Spec { get; init; }

    /// <summary>Null until the operator first looked at it.</summary>
    public NodeStorageCleanupStatus? Status { get; init; }
}
