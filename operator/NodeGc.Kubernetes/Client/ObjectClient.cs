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
    private readonly bool isStatus;

    internal ObjectClient(
        ICustomObjectsOperations objects,
        ApiCalls calls,
        ResourceType<T> type,
        string fieldManager,
        bool isStatus
    )
    {
        (this.objects, this.calls, this.type) = (objects, calls, type);
        (this.fieldManager, this.isStatus) = (fieldManager, isStatus);
    }

    /// <exception cref="KubernetesException">Also if there is no such object.</exception>
    public Task<T> GetAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var name = PathSegment.Escape(key.Name);
        return RunAsync(
            HttpMethod.Get,
            key,
            end =>
                (FindNamespace(key), isStatus) switch
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

    /// <summary>Null if there is no such object.</summary>
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
        var key = ObjectKey.From(value);
        var name = PathSegment.Escape(key.Name);
        return RunAsync(
            HttpMethod.Put,
            key,
            end =>
                (FindNamespace(key), isStatus) switch
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
        return PatchAsync(key, new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch), cancellationToken);
    }

    /// <summary>
    /// JSON patch (RFC 6902): all operations or none. A <c>test</c> that fails is rejected with 422, and so is a result
    /// that the schema does not allow.
    /// </summary>
    public Task<T> JsonPatchAsync(ObjectKey key, JsonArray operations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operations);
        return PatchAsync(key, new V1Patch(operations.ToJsonString(), V1Patch.PatchType.JsonPatch), cancellationToken);
    }

    private string PathOf(ObjectKey key) =>
        $"{type.CollectionPath(key.Namespace)}/{PathSegment.Escape(key.Name)}{(isStatus ? "/status" : "")}";

    /// <summary>As a path segment; null for cluster-scoped kinds.</summary>
    internal static string? FindNamespace(ObjectKey key) =>
        key.Namespace is null ? null : PathSegment.Escape(key.Namespace);

    private Task<T> PatchAsync(ObjectKey key, V1Patch patch, CancellationToken cancellationToken)
    {
        var name = PathSegment.Escape(key.Name);
        return RunAsync(
            HttpMethod.Patch,
            key,
            end =>
                (FindNamespace(key), isStatus) switch
                {
                    (null, false) => objects.PatchClusterCustomObjectAsync<T>(
                        patch,
                        type.Group,
                        type.Version,
                        type.Plural,
                        name,
                        fieldManager: fieldManager,
                        cancellationToken: end
                    ),
                    (null, true) => objects.PatchClusterCustomObjectStatusAsync<T>(
                        patch,
                        type.Group,
                        type.Version,
                        type.Plural,
                        name,
                        fieldManager: fieldManager,
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
