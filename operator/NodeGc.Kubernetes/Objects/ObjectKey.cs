namespace NodeGc.Kubernetes.Objects;

/// <summary>Identifies an object among those of its kind; the namespace is null for cluster-scoped kinds.</summary>
public readonly record struct ObjectKey(string? Namespace, string Name)
{
    /// <exception cref="ArgumentException">The object has no name yet.</exception>
    public static ObjectKey From(IKubernetesObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ObjectKey(
            value.Metadata.Namespace,
            value.Metadata.Name ?? throw new ArgumentException("The object has no name.", nameof(value))
        );
    }

    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}
