using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Nodes;

/// <summary>One node's orders and findings (short name <c>nst</c>), named after its Node and owned by it.</summary>
/// <remarks>The operator writes <see cref="Spec"/>, the node's agent writes <see cref="Status"/>; neither touches the
/// other's half.</remarks>
public sealed record NodeStorage : IKubernetesObject
{
    public string ApiVersion
    {
        get;
        init => field = value ?? ApiGroup.ApiVersion;
    } = ApiGroup.ApiVersion;

    public string Kind
    {
        get;
        init => field = value ?? "NodeStorage";
    } = "NodeStorage";

    public required ObjectMeta Metadata { get; init; }

    /// <summary>Null until the operator first gave an order.</summary>
    public NodeStorageSpec? Spec { get; init; }

    /// <summary>Null until the agent first reported.</summary>
    public NodeStorageStatus? Status { get; init; }
}
