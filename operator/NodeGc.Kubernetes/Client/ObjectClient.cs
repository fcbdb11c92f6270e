using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using NodeGc.Kubernetes.Objects;
using IKubernetesObject = NodeGc.Kubernetes.Objects.IKubernetesObject;

namespace NodeGc.Kubernetes.Client;

/// <summary>Reads and changes single objects, or their status subresource.</summary>
public sealed class ObjectClient<T>
    where T : class, IKubernetesObject
{
    private readonly ICustomObjectsOperations objects;
    private readonly ApiCalls calls;
    private readonly ResourceType<T> type;
    private readonly string fieldManager;
    private readonly bool ofStatus;

    internal ObjectClient(
        ICustomObjectsOperations objects,
        ApiCalls calls,
        ResourceType<T> type,
        string fieldManager,
        bool ofStatus
    )
    {
        (this.objects, this.calls, this.type) = (objects, calls, type);
        (this.fieldManager, this.ofStatus) = (fieldManager, ofStatus);
    }

    /// <exception cref="KubernetesException">Also when there is no such object.</exception>
    public Task<T> GetAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var name = PathSegment.Of(key.Name);
        return RunAsync(
            HttpMethod.Get,
            key,
            end =>
                (SpaceOf(key), ofStatus) switch
                {
                    (null, false) => objects.GetClusterCustomObjectAsync<T>(
                        type.Group,
                        type.Version,
                        type.Plural,
                        name,
                        end
                    ),
                    (null, true) => objects.GetClusterCustomObjectStatusAsync<T>(
                        type.Group,
                        type.Version,
                        type.Plural,
                        name,
                        end
                    ),
                    ({ } space, false) => objects.GetNamespacedCustomObjectAsync<T>(
                        type.Group,
                        type.Version,
                        space,
                        type.Plural,
                        name,
                        end
                    ),
                    ({ } space, true) => objects.GetNamespacedCustomObjectStatusAsync<T>(
                        type.Group,
                        type.Version,
                        space,
                        type.Plural,
                        name,
                        end
                    ),
                },
            cancellationToken
        );
    }

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

    /// <summary>Writes the whole object; with a resource version in it, fails with a conflict if it changed
    /// since.</summary>
    public Task<T> ReplaceAsync(T value, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(value);
        var name = PathSegment.Of(key.Name);
        return RunAsync(
            HttpMethod.Put,
            key,
            end =>
                (SpaceOf(key), ofStatus) switch
                {
                    (null, false) => objects.ReplaceClusterCustomObjectAsync<T>(
                        value,
                        type.Group,
                        type.Version,
                        type.Plural,
                        name,
                        fieldManager: fieldManager,
                        cancellationToken: end
                    ),
                    (null, true) => objects.ReplaceClusterCustomObjectStatusAsync<T>(
                        value,
                        type.Group,
                        type.Version,
                        type.Plural,
                        name,
                        fieldManager: fieldManager,
                        cancellationToken: end
                    ),
                    ({ } space, false) => objects.ReplaceNamespacedCustomObjectAsync<T>(
                        value,
                        type.Group,
                        type.Version,
                        space,
                        type.Plural,
                        name,
                        fieldManager: fieldManager,
                        cancellationToken: end
                    ),
                    ({ } space, true) => objects.ReplaceNamespacedCustomObjectStatusAsync<T>(
                        value,
                        type.Group,
                        type.Version,
                        space,
                        type.Plural,
                        name,
                        fieldManager: fieldManager,
                        cancellationToken: end
                    ),
                },
            cancellationToken
        );
    }

    /// <inheritdoc cref="IObjectWriter{T}.MergePatchAsync"/>
    public Task<T> MergePatchAsync(ObjectKey key, JsonObject patch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return PatchAsync(
            key,
            new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch),
            null,
            cancellationToken
        );
    }

    /// <summary>
    /// JSON patch (RFC 6902): all operations or none. A <c>test</c> that does not hold is refused with 422, as is a
    /// result that the schema does not allow.
    /// </summary>
    public Task<T> JsonPatchAsync(ObjectKey key, JsonArray operations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operations);
        return PatchAsync(
            key,
            new V1Patch(operations.ToJsonString(), V1Patch.PatchType.JsonPatch),
            null,
            cancellationToken
        );
    }

    /// <summary>
    /// Server-side apply: afterwards the object has exactly these fields from this field manager, and exists.
    /// <paramref name="force"/> takes over fields that belong to another manager; else that is a conflict.
    /// </summary>
    /// <param name="value">With apiVersion, kind and metadata.name; apiVersion and kind are filled in when
    /// absent.</param>
    public Task<T> ApplyAsync(JsonObject value, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        value["apiVersion"] ??= type.ApiVersion;
        value["kind"] ??= type.Kind;
        var metadata = value["metadata"]?.AsObject();
        var name = metadata?["name"]?.GetValue<string>()
            ?? throw new ArgumentException("The object has no name.", nameof(value));
        var key = new ObjectKey(metadata["namespace"]?.GetValue<string>(), name);
        // JSON is YAML, and the type says YAML.
        var patch = new V1Patch(value.ToJsonString(), V1Patch.PatchType.ApplyPatch);
        return PatchAsync(key, patch, force ? true : null, cancellationToken);
    }

    internal string PathOf(ObjectKey key) =>
        $"{type.CollectionPath(key.Namespace)}/{PathSegment.Of(key.Name)}{(ofStatus ? "/status" : "")}";

    /// <summary>As a segment of a path; null for kinds without a namespace.</summary>
    internal static string? SpaceOf(ObjectKey key) => key.Namespace is null ? null : PathSegment.Of(key.Namespace);

    private Task<T> PatchAsync(ObjectKey key, V1Patch patch, bool? force, CancellationToken cancellationToken)
    {
        var name = PathSegment.Of(key.Name);
        return RunAsync(
            HttpMethod.Patch,
            key,
            end =>
                (SpaceOf(key), ofStatus) switch
                {
                    (null, false) => objects.PatchClusterCustomObjectAsync<T>(
                        patch,
                        type.Group,
                        type.Version,
                        type.Plural,
                        name,
                        fieldManager: fieldManager,
                        force: force,
                        cancellationToken: end
                    ),
                    (null, true) => objects.PatchClusterCustomObjectStatusAsync<T>(
                        patch,
                        type.Group,
                        type.Version,
                        type.Plural,
                        name,
                        fieldManager: fieldManager,
                        force: force,
                        cancellationToken: end
                    ),
                    ({ } space, false) => objects.PatchNamespacedCustomObjectAsync<T>(
                        patch,
                        type.Group,
                        type.Version,
                        space,
                        type.Plural,
                        name,
                        fieldManager: fieldManager,
                        force: force,
                        cancellationToken: end
                    ),
                    ({ } space, true) => objects.PatchNamespacedCustomObjectStatusAsync<T>(
                        patch,
                        type.Group,
                        type.Version,
                        space,
                        type.Plural,
                        name,
                        fieldManager: fieldManager,
                        force: force,
                        cancellationToken: end
                    ),
                },
            cancellationToken
        );
    }

    private Task<T> RunAsync(
        HttpMethod method,
        ObjectKey key,
        Func<CancellationToken, Task<T>> send,
        CancellationToken cancellationToken
    ) => calls.RunAsync(new ApiRequest(method, PathOf(key)), send, cancellationToken);
}
