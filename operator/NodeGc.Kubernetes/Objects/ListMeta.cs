namespace NodeGc.Kubernetes.Objects;

/// <summary>The part of <c>metav1.ListMeta</c> that is read here.</summary>
public sealed record ListMeta
{
    /// <summary>From here a watch may start.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Sent back, it gives the next page; null or empty with the last one.</summary>
    public string? Continue { get; init; }
}
