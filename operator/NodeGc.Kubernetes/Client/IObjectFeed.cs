using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>Lists and watches the objects of one kind. Every method throws <see cref="KubernetesException"/> on
/// failure.</summary>
public interface IObjectFeed<T>
    where T : class, IKubernetesObject
{
    ResourceType<T> Type { get; }

    /// <summary>All objects, page by page; if the pages expire meanwhile, all at once.</summary>
    Task<ResourceList<T>> ListAsync(ListOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Changes after <see cref="WatchOptions.ResourceVersion"/>, until the server ends the watch normally.
    /// A version that is too old ends it with <see cref="KubernetesErrorKind.Gone"/>, a broken connection with
    /// <see cref="KubernetesErrorKind.Transport"/>.
    /// </summary>
    IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions options, CancellationToken cancellationToken);
}
