namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>One aspect of a node's state.</summary>
public sealed record NodeCondition
{
    /// <summary>The kubelet is healthy and can run pods.</summary>
    public const string Ready = "Ready";

    /// <summary>A disk of the node is nearly full.</summary>
    public const string DiskPressure = "DiskPressure";

    public string? Type { get; init; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string? Status { get; init; }

    /// <summary>When <see cref="Status"/> last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }
}
