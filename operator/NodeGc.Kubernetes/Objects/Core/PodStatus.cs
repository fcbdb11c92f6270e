namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>The one field of a pod's status that is needed here.</summary>
public sealed record PodStatus
{
    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string? Phase { get; init; }
}
