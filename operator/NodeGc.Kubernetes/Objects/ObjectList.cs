namespace NodeGc.Kubernetes.Objects;

/// <summary>One page of a list as the server sends it. A response without <c>metadata</c> or <c>items</c> is not a
/// list.</summary>
public sealed record ObjectList<T>
    where T : class, IKubernetesObject
{
    public required ListMeta Metadata { get; init; }

    /// <summary>A server may write an empty list as null.</summary>
    public required IReadOnlyList<T?>? Items { get; init; }
}
