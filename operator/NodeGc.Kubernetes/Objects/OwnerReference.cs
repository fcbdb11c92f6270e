namespace NodeGc.Kubernetes.Objects;

/// <summary>Refers to the owner of an object: when the owner is deleted, the garbage collector deletes the
/// object.</summary>
public sealed record OwnerReference
{
    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string Uid { get; init; }

    public bool? Controller { get; init; }

    public bool? BlockOwnerDeletion { get; init; }

    /// <summary>A reference to an object as the server returned it, without the rights of a controller.</summary>
    /// <exception cref="ArgumentException">The object has no name or uid yet: it does not come from the
    /// server.</exception>
    public static OwnerReference To(IKubernetesObject owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return new OwnerReference
        {
            ApiVersion = owner.ApiVersion,
            Kind = owner.Kind,
            Name = owner.Metadata.Name ?? throw new ArgumentException("The owner has no name.", nameof(owner)),
            Uid = owner.Metadata.Uid ?? throw new ArgumentException("The owner has no uid.", nameof(owner)),
        };
    }
}
