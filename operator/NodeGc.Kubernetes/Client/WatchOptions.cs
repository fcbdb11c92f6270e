using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>What to watch, from which version, and for how long.</summary>
/// <param name="Objects">Which objects; the page size is ignored.</param>
/// <param name="ResourceVersion">From a list or an earlier event.</param>
/// <param name="Timeout">After this the server ends the watch normally; whole seconds.</param>
public sealed record WatchOptions(ListOptions Objects, string ResourceVersion, TimeSpan Timeout)
{
    /// <summary>
    /// Called once the server has accepted the watch; it may still reject the version as too old right after that.
    /// </summary>
    public Action Opened { get; init; } = () => { };

    internal string PathOf<T>(ResourceType<T> type)
        where T : class, IKubernetesObject =>
        PathQuery.Build(
            type.CollectionPath(Objects.Namespace),
            ("watch", true),
            ("allowWatchBookmarks", true),
            ("resourceVersion", ResourceVersion),
            ("timeoutSeconds", (int)Timeout.TotalSeconds),
            ("labelSelector", Objects.LabelSelector),
            ("fieldSelector", Objects.FieldSelector)
        );
}
