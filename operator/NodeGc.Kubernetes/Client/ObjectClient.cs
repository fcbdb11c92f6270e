using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>Reads and changes single objects, or one subresource of them.</summary>
public sealed class ObjectClient<T>
    where T : class, IKubernetesObject
{
    private readonly ApiTransport transport;
    private readonly ResourceType<T> type;
    private readonly string fieldManager;
    private readonly string suffix;

    internal ObjectClient(ApiTransport transport, ResourceType<T> type, string fieldManager, string? subresource)
    {
        this.transport = transport;
        this.type = type;
        this.fieldManager = fieldManager;
        suffix = subresource is null ? "" : $"/{subresource}";
    }

    /// <exception cref="KubernetesException">Also when there is no such object.</exception>
    public Task<T> GetAsync(ObjectKey key, CancellationToken cancellationToken) =>
        SendAsync(new ApiRequest(HttpMethod.Get, PathOf(key)), cancellationToken);

    /// <summary>Null when there is no such object.</summary>
    public async Task<T?> FindAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(key, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Writes the whole object; with a resource version in it, fails with a conflict if it changed since.</summary>
    public Task<T> ReplaceAsync(T value, CancellationToken cancellationToken)
    {
        var path = PathQuery.Of(PathOf(ObjectKey.Of(value)), ("fieldManager", fieldManager));
        return SendAsync(new ApiRequest(HttpMethod.Put, path, JsonSerializer.SerializeToUtf8Bytes(value, type.Json)), cancellationToken);
    }

    /// <summary>
    /// JSON merge patch (RFC 7386): null removes a field, lists are replaced. With <c>metadata.resourceVersion</c> in
    /// the patch, fails with a conflict if the object changed since.
    /// </summary>
    public Task<T> MergePatchAsync(ObjectKey key, JsonObject patch, CancellationToken cancellationToken)
    {
        var path = PathQuery.Of(PathOf(key), ("fieldManager", fieldManager));
        return SendAsync(new ApiRequest(HttpMethod.Patch, path, Bytes(patch), ApiRequest.MergePatch), cancellationToken);
    }

    /// <summary>
    /// JSON patch (RFC 6902): all operations or none. A <c>test</c> that does not hold is refused with 422, as is a
    /// result that the
    /// schema does not allow.
    /// </summary>
    public Task<T> JsonPatchAsync(ObjectKey key, JsonArray operations, CancellationToken cancellationToken)
    {
        var path = PathQuery.Of(PathOf(key), ("fieldManager", fieldManager));
        return SendAsync(
            new ApiRequest(HttpMethod.Patch, path, Bytes(operations), ApiRequest.JsonPatch), cancellationToken);
    }

    /// <summary>
    /// Server-side apply: afterwards the object has exactly these fields from this field manager, and exists.
    /// <paramref name="force"/> takes over fields that belong to another manager; else that is a conflict.
    /// </summary>
    /// <param name="value">With apiVersion, kind and metadata.name; apiVersion and kind are filled in when absent.</param>
    public Task<T> ApplyAsync(JsonObject value, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        value["apiVersion"] ??= type.ApiVersion;
        value["kind"] ??= type.Kind;
        var metadata = value["metadata"]?.AsObject();
        var name = metadata?["name"]?.GetValue<string>() ?? throw new ArgumentException("The object has no name.", nameof(value));
        var key = new ObjectKey(metadata["namespace"]?.GetValue<string>(), name);
        var path = PathQuery.Of(PathOf(key), ("fieldManager", fieldManager), ("force", force));
        return SendAsync(new ApiRequest(HttpMethod.Patch, path, Bytes(value), ApiRequest.ApplyPatch), cancellationToken);
    }

    internal async Task<T> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var body = await transport.SendAsync(request, cancellationToken);
        return Parse(request, body, type.Json);
    }

    internal string PathOf(ObjectKey key) => $"{type.CollectionPath(key.Namespace)}/{Uri.EscapeDataString(key.Name)}{suffix}";

    internal static TResult Parse<TResult>(ApiRequest request, ReadOnlySpan<byte> body, JsonTypeInfo<TResult> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw Unreadable(request, failure);
        }
    }

    internal static KubernetesException Unreadable(ApiRequest request, JsonException failure) =>
        new($"{request}: the answer is not a {typeof(T).Name}: {failure.Message}", failure) { Kind = KubernetesErrorKind.Protocol };

    private static byte[] Bytes(JsonNode value)
    {
        ArgumentNullException.ThrowIfNull(value);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) value.WriteTo(writer);
        return stream.ToArray();
    }
}
