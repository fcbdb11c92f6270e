using System.Text.Json.Nodes;
using k8s;
using NodeGc.Kubernetes.Objects;
using IKubernetesObject = NodeGc.Kubernetes.Objects.IKubernetesObject;

namespace NodeGc.Kubernetes.Client;

/// <summary>All operations on objects of one kind. Every method throws <see cref="KubernetesException"/> on
/// failure.</summary>
public sealed class ResourceClient<T> : IObjectFeed<T>, IObjectWriter<T>
    where T : class, IKubernetesObject
{
    private readonly PackageClient package;
    private readonly ApiCalls calls;
    private readonly ObjectClient<T> single;
    private readonly string fieldManager;
    private readonly TimeProvider time;

    internal ResourceClient(PackageClient package, ResourceType<T> type, string fieldManager, TimeProvider time)
    {
        (this.package, this.fieldManager, this.time) = (package, fieldManager, time);
        Type = type;
        package.AddKind(type.Json);
        calls = new ApiCalls(time);
        single = new ObjectClient<T>(package.CustomObjects, calls, type, fieldManager, isStatus: false);
        Status = new ObjectClient<T>(package.CustomObjects, calls, type, fieldManager, isStatus: true);
    }

    public ResourceType<T> Type { get; }

    /// <summary>The status subresource.</summary>
    public ObjectClient<T> Status { get; }

    /// <inheritdoc cref="ObjectClient{T}.GetAsync"/>
    public Task<T> GetAsync(ObjectKey key, CancellationToken cancellationToken) =>
        single.GetAsync(key, cancellationToken);

    /// <inheritdoc cref="ObjectClient{T}.FindAsync"/>
    public Task<T?> FindAsync(ObjectKey key, CancellationToken cancellationToken) =>
        single.FindAsync(key, cancellationToken);

    /// <inheritdoc cref="ObjectClient{T}.ReplaceAsync"/>
    public Task<T> ReplaceAsync(T value, CancellationToken cancellationToken) =>
        single.ReplaceAsync(value, cancellationToken);

    /// <inheritdoc/>
    public Task<T> MergePatchAsync(ObjectKey key, JsonObject patch, CancellationToken cancellationToken) =>
        single.MergePatchAsync(key, patch, cancellationToken);

    /// <inheritdoc cref="ObjectClient{T}.JsonPatchAsync"/>
    public Task<T> JsonPatchAsync(ObjectKey key, JsonArray operations, CancellationToken cancellationToken) =>
        single.JsonPatchAsync(key, operations, cancellationToken);

    /// <inheritdoc/>
    public Task<T> CreateAsync(T value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        var space = value.Metadata.Namespace is { } name ? PathSegment.Escape(name) : null;
        var request = new ApiRequest(HttpMethod.Post, Type.CollectionPath(value.Metadata.Namespace));
        return calls.RunAsync(
            request,
            end =>
                space is null
                    ? package.CustomObjects.CreateClusterCustomObjectAsync<T>(
                        value,
                        Type.Group,
                        Type.Version,
                        Type.Plural,
                        fieldManager: fieldManager,
                        cancellationToken: end
                    )
                    : package.CustomObjects.CreateNamespacedCustomObjectAsync<T>(
                        value,
                        Type.Group,
                        Type.Version,
                        space,
                        Type.Plural,
                        fieldManager: fieldManager,
                        cancellationToken: end
                    ),
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public Task<ResourceList<T>> ListAsync(ListOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return CreatePaging(options).ReadAllAsync(options.PageSize, cancellationToken);
    }

    /// <summary>Calls <paramref name="visit"/> for every object, page by page, and keeps none in memory. If the pages
    /// expire meanwhile it starts again, so some may be visited twice.</summary>
    public Task VisitAsync(ListOptions options, Action<T> visit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(visit);
        return CreatePaging(options).VisitAsync(options.PageSize, visit, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = options.PathOf(Type);
        return new WatchStream<T>(path, end => package.OpenAsync(path, end), Type.Json, time).ReadAsync(
            options.Timeout,
            options.Opened,
            cancellationToken
        );
    }

    private ListPaging<T> CreatePaging(ListOptions options)
    {
        var space = options.Namespace is null ? null : PathSegment.Escape(options.Namespace);
        var request = new ApiRequest(HttpMethod.Get, Type.CollectionPath(options.Namespace));
        return new ListPaging<T>(
            (limit, next, cancellationToken) =>
                calls.RunAsync(
                    request,
                    end =>
                        space is null
                            ? package.CustomObjects.ListClusterCustomObjectAsync<ObjectList<T>>(
                                Type.Group,
                                Type.Version,
                                Type.Plural,
                                continueParameter: next,
                                limit: limit,
                                labelSelector: options.LabelSelector,
                                fieldSelector: options.FieldSelector,
                                cancellationToken: end
                            )
                            : package.CustomObjects.ListNamespacedCustomObjectAsync<ObjectList<T>>(
                                Type.Group,
                                Type.Version,
                                space,
                                Type.Plural,
                                continueParameter: next,
                                limit: limit,
                                labelSelector: options.LabelSelector,
                                fieldSelector: options.FieldSelector,
                                cancellationToken: end
                            ),
                    cancellationToken
                )
        );
    }
}
