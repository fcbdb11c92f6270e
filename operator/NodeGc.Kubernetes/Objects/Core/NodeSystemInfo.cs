namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>The only field of a node's system information that NodeGc reads.</summary>
public sealed record NodeSystemInfo
{
    /// <summary><c>linux</c> or <c>windows</c>.</summary>
    public string? OperatingSystem { get; init; }
}
