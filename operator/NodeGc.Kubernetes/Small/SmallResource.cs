using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Small;

/// <summary>The requests of an agent for objects of one kind. Every method throws <see cref="KubernetesException"/> on
/// failure.</summary>
public sealed class SmallResource<T> : IObjectFeed<T>, IObjectWriter<T>
    where T : class, IKubernetesObject
{
    private const string MergePatch = "application/merge-patch+json";

    private readonly HttpClient http;
    private readonly ApiCalls calls;
    private readonly string fieldManager;
    private readonly TimeProvider time;

    internal SmallResource(HttpClient http, ResourceType<T> type, string fieldManager, TimeProvider time)
    {
        (this.http, this.fieldManager, this.time) = (http, fieldManager, time);
        Type = type;
        calls = new ApiCalls(time);
    }

    /// <inheritdoc/>
    public ResourceType<T> Type { get; }

    /// <summary>Null if there is no such object.</summary>
    public async Task<T?> FindAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(HttpMethod.Get, PathOf(key), null, Type.Json, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<T> CreateAsync(T value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        var body = Body(JsonSerializer.SerializeToUtf8Bytes(value, Type.Json), ApiRequest.Json);
        return SendAsync(
            HttpMethod.Post,
            WithFieldManager(Type.CollectionPath(value.Metadata.Namespace)),
            body,
            Type.Json,
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public Task<T> MergePatchAsync(ObjectKey key, JsonObject patch, CancellationToken cancellationToken) =>
        PatchAsync(PathOf(key), patch, cancellationToken);

    /// <summary>As <see cref="MergePatchAsync"/>, of the status subresource.</summary>
    public Task<T> MergePatchStatusAsync(ObjectKey key, JsonObject patch, CancellationToken cancellationToken) =>
        PatchAsync($"{PathOf(key)}/status", patch, cancellationToken);

    /// <inheritdoc/>
    public Task<ResourceList<T>> ListAsync(ListOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var pages = new ListPaging<T>(
            (limit, next, end) =>
                SendAsync(
                    HttpMethod.Get,
                    PathQuery.Build(
                        Type.CollectionPath(options.Namespace),
                        ("limit", limit),
                        ("continue", next),
                        ("labelSelector", options.LabelSelector),
                        ("fieldSelector", options.FieldSelector)
                    ),
                    null,
                    Type.ListJson,
                    end
                )
        );
        return pages.ReadAllAsync(options.PageSize, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<WatchEvent<T>> WatchAsync(WatchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = options.PathOf(Type);
        return new WatchStream<T>(path, end => OpenAsync(HttpMethod.Get, path, null, end), Type.Json, time).ReadAsync(
            options.Timeout,
            options.Opened,
            cancellationToken
        );
    }

    private Task<T> PatchAsync(string path, JsonObject patch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(patch);
        var body = Body(Encoding.UTF8.GetBytes(patch.ToJsonString()), MergePatch);
        return SendAsync(HttpMethod.Patch, WithFieldManager(path), body, Type.Json, cancellationToken);
    }

    private Task<TResponse> SendAsync<TResponse>(
        HttpMethod method,
        string path,
        HttpContent? body,
        JsonTypeInfo<TResponse> type,
        CancellationToken cancellationToken
    ) =>
        calls.RunAsync(
            new ApiRequest(method, path),
            async end =>
            {
                using var response = await OpenAsync(method, path, body, end);
                return await ResponseReader.ReadAsync(response, type, end);
            },
            cancellationToken
        );

    // HttpClient disposes neither the message nor its in-memory content with the response; neither holds anything.
    private Task<HttpResponseMessage> OpenAsync(
        HttpMethod method,
        string path,
        HttpContent? body,
        CancellationToken cancellationToken
    ) =>
        http.SendAsync(
            new HttpRequestMessage(method, path.TrimStart('/')) { Content = body },
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken
        );

    private string PathOf(ObjectKey key) => $"{Type.CollectionPath(key.Namespace)}/{PathSegment.Escape(key.Name)}";

    private string WithFieldManager(string path) => PathQuery.Build(path, ("fieldManager", fieldManager));

    private static ReadOnlyMemoryContent Body(byte[] body, string type) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
}
