namespace NodeGc.Kubernetes.Objects;

/// <summary>The part of <c>metav1.ListMeta</c> that is read here.</summary>
public sealed record ListMeta
{
    /// <summary>A watch can start from here.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>The token for the next page; null or empty on the last one.</summary>
    public string? Continue { get; init; }
}
