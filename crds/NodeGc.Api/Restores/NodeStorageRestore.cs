using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Restores;

/// <summary>Restores what a run moved to the quarantine of many nodes (short name <c>nsr</c>). Like a Job, it is
/// carried out once.</summary>
public sealed record NodeStorageRestore : IKubernetesObject
{
    public string ApiVersion
    {
        get;
        init => field = value ?? ApiGroup.ApiVersion;
    } = ApiGroup.ApiVersion;

    public string Kind
    {
        get;
        init => field = value ?? "NodeStorageRestore";
    } = "NodeStorageRestore";

    public required ObjectMeta Metadata { get; init; }

    public required NodeStorageRestoreSpec Spec { get; init; }

    /// <summary>Null until the operator has processed the object.</summary>
    public NodeStorageRestoreStatus? Status { get; init; }
}
