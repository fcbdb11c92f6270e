using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>One event of a watch.</summary>
/// <param name="ResourceVersion">From here a new watch goes on without loss.</param>
public abstract record WatchEvent<T>(string ResourceVersion)
    where T : class, IKubernetesObject
{
    /// <summary>The object is there in this state; new or changed.</summary>
    public sealed record Stored(T Value) : WatchEvent<T>(Value.Metadata.ResourceVersion ?? "");

    /// <summary>The object is gone, or does not match the selectors any more; this was its last state.</summary>
    public sealed record Deleted(T Value) : WatchEvent<T>(Value.Metadata.ResourceVersion ?? "");

    /// <summary>Nothing happened up to this version.</summary>
    public sealed record Bookmark(string At) : WatchEvent<T>(At);
}
