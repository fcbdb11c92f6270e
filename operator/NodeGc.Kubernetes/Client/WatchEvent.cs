using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>One event of a watch.</summary>
/// <param name="ResourceVersion">A new watch can continue from here without loss.</param>
public abstract record WatchEvent<T>(string ResourceVersion)
    where T : class, IKubernetesObject
{
    /// <summary>The object was created or changed.</summary>
    public sealed record Stored(T Value) : WatchEvent<T>(Value.Metadata.ResourceVersion ?? "");

    /// <summary>The object was deleted, or no longer matches the selectors; this was its last state.</summary>
    public sealed record Deleted(T Value) : WatchEvent<T>(Value.Metadata.ResourceVersion ?? "");

    /// <summary>Nothing else happened up to this version.</summary>
    public sealed record Bookmark(string At) : WatchEvent<T>(At);
}
