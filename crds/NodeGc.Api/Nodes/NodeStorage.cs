using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Nodes;

/// <summary>Orders for one node, and what its agent reports (short name <c>nst</c>). Has the name of its Node and is
/// owned by it.</summary>
/// <remarks>The operator writes the orders in <see cref="Spec"/>, users write the requests there, and the node's agent
/// writes <see cref="Status"/>; none writes what is another's.</remarks>
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

    /// <summary>Null until the operator has issued an order.</summary>
    public NodeStorageSpec? Spec { get; init; }

    /// <summary>Null until the agent has reported.</summary>
    public NodeStorageStatus? Status { get; init; }
}
