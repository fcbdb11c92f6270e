using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>All operations on objects of one kind. Every method throws <see cref="KubernetesException"/> on failure.</summary>
public sealed class ResourceClient<T>
    where T : class, IKubernetesObject
{
    private readonly ApiTransport transport;
    private readonly ObjectClient<T> objects;
    private readonly string fieldManager;
    private readonly TimeProvider time;

    internal ResourceClient(ApiTransport transport, ResourceType<T> type, string fieldManager, TimeProvider time)
    {
        this.transport = transport;
        this.fieldManager = fieldManager;
        this.time = time;
        Type = type;
        objects = new ObjectClient<T>(transport, type, fieldManager, subresource: null);
        Status = new ObjectClient<T>(transport, type, fieldManager, "status");
    }

    public ResourceType<T> Type { get; }

    /// <summary>The status subresource.</summary>
    public ObjectClient<T> Status { get; }

    /// <inheritdoc cref="ObjectClient{T}.GetAsync"/>
    public Task<T> GetAsync(ObjectKey key, CancellationToken cancellationToken) => objects.GetAsync(key, cancellationToken);

    /// <inheritdoc cref="ObjectClient{T}.FindAsync"/>
    public Task<T?> FindAsync(ObjectKey key, CancellationToken cancellationToken) => objects.FindAsync(key, cancellationToken);

    /// <inheritdoc cref="ObjectClient{T}.ReplaceAsync"/>
    public Task<T> ReplaceAsync(T value, CancellationToken cancellationToken) => objects.ReplaceAsync(value, cancellationToken);

    /// <inheritdoc cref="ObjectClient{T}.MergePatchAsync"/>
    public Task<T> MergePatchAsync(ObjectKey key, JsonObject patch, CancellationToken cancellationToken) =>
        objects.MergePatchAsync(key, patch, cancellationToken);

    /// <inheritdoc cref="ObjectClient{T}.JsonPatchAsync"/>
    public Task<T> JsonPatchAsync(ObjectKey key, JsonArray operations, CancellationToken cancellationToken) =>
        objects.JsonPatchAsync(key, operations, cancellationToken);

    /// <inheritdoc cref="ObjectClient{T}.ApplyAsync"/>
    public Task<T> ApplyAsync(JsonObject value, bool force, CancellationToken cancellationToken) =>
        objects.ApplyAsync(value, force, cancellationToken);

    /// <summary>Creates an object; fails with <see cref="KubernetesErrorKind.AlreadyExists"/> if the name is taken.</summary>
    public Task<T> CreateAsync(T value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        var path = PathQuery.Of(Type.CollectionPath(value.Metadata.Namespace), ("fieldManager", fieldManager));
        var body = JsonSerializer.SerializeToUtf8Bytes(value, Type.Json);
        return objects.SendAsync(new ApiRequest(HttpMethod.Post, path, body), cancellationToken);
    }

    /// <summary>Asks for deletion; with finalizers, the object is still there afterwards for a while.</summary>
    public Task DeleteAsync(ObjectKey key, DeleteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = Encoding.UTF8.GetBytes(options.ToJson().ToJsonString());
        return transport.SendAsync(new ApiRequest(HttpMethod.Delete, objects.PathOf(key), body), cancellationToken);
    }

    /// <summary>All objects, page by page; if the pages expire on the way, all at once.</summary>
    public async Task<ResourceList<T>> ListAsync(ListOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var items = ImmutableArray.CreateBuilder<T>();
        var page = await ListPageAsync(options, options.PageSize, null, cancellationToken);
        items.AddRange(page.Items);
        while (page.Continue is { } next)
        {
            try
            {
                page = await ListPageAsync(options, options.PageSize, next, cancellationToken);
            }
            catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.Gone)
            {
                items.Clear();
                page = await ListPageAsync(options, limit: null, next: null, cancellationToken);
            }
            items.AddRange(page.Items);
        }
        return new ResourceList<T>(items.ToImmutable(), page.ResourceVersion);
    }

    /// <summary>Shows every object to <paramref name="visit"/>, page by page, and keeps none. If the pages expire on the way it begins again, so some may be
    /// shown twice.</summary>
    public async Task VisitAsync(ListOptions options, Action<T> visit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(visit);
        string? next = null;
        do
        {
            var page = await FindPageAsync(options, next, cancellationToken) ?? await ListPageAsync(options, limit: null, next: null, cancellationToken);
            foreach (var item in page.Items) visit(item);
            next = page.Continue;
        }
        while (next is not null);
    }

    /// <summary>
    /// What happens after <see cref="WatchOptions.ResourceVersion"/>, until the server ends the watch in order.
    /// A version that is too old ends it with <see cref="KubernetesErrorKind.Gone"/>, a broken connection with
    /// <see cref="KubernetesErrorKind.Transport"/>.
    /// </summary>
    public IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = PathQuery.Of(
            Type.CollectionPath(options.Objects.Namespace),
            ("watch", true),
            ("allowWatchBookmarks", true),
            ("resourceVersion", options.ResourceVersion),
            ("timeoutSeconds", (int)options.Timeout.TotalSeconds),
            ("labelSelector", options.Objects.LabelSelector),
            ("fieldSelector", options.Objects.FieldSelector));
        return new WatchStream<T>(transport, new ApiRequest(HttpMethod.Get, path), Type.Json, time)
            .ReadAsync(options.Timeout, options.Opened, cancellationToken);
    }

    /// <summary>Null where the pages have expired.</summary>
    private async Task<ListPage<T>?> FindPageAsync(ListOptions options, string? next, CancellationToken cancellationToken)
    {
        try
        {
            return await ListPageAsync(options, options.PageSize, next, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.Gone && next is not null)
        {
            return null;
        }
    }

    private async Task<ListPage<T>> ListPageAsync(ListOptions options, int? limit, string? next, CancellationToken cancellationToken)
    {
        var path = PathQuery.Of(
            Type.CollectionPath(options.Namespace),
            ("limit", limit),
            ("continue", next),
            ("labelSelector", options.LabelSelector),
            ("fieldSelector", options.FieldSelector));
        var request = new ApiRequest(HttpMethod.Get, path);
        var body = await transport.SendAsync(request, cancellationToken);
        try
        {
            return ListPage<T>.Parse(body, Type.Json);
        }
        catch (JsonException failure)
        {
            throw ObjectClient<T>.Unreadable(request, failure);
        }
    }
}
