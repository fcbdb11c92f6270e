using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>From where and for how long to watch.</summary>
/// <param name="Objects">Which objects; the page size is of no matter here.</param>
/// <param name="ResourceVersion">As a list or an earlier event gave it.</param>
/// <param name="Timeout">After this the server ends the watch in order; whole seconds.</param>
public sealed record WatchOptions(ListOptions Objects, string ResourceVersion, TimeSpan Timeout)
{
    /// <summary>
    /// Called once the server has taken the watch; it may still find the version too old, and say so at once.
    /// </summary>
    public Action Opened { get; init; } = () => { };

    internal string PathOf<T>(ResourceType<T> type)
        where T : class, IKubernetesObject =>
        PathQuery.Of(
            type.CollectionPath(Objects.Namespace),
            ("watch", true),
            ("allowWatchBookmarks", true),
            ("resourceVersion", ResourceVersion),
            ("timeoutSeconds", (int)Timeout.TotalSeconds),
            ("labelSelector", Objects.LabelSelector),
            ("fieldSelector", Objects.FieldSelector)
        );
}
