using System.Text.Json.Nodes;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>Creates and changes objects of one kind. Every method throws <see cref="KubernetesException"/> on
/// failure.</summary>
public interface IObjectWriter<T>
    where T : class, IKubernetesObject
{
    /// <summary>Creates an object; fails with <see cref="KubernetesErrorKind.AlreadyExists"/> if the name is
    /// taken.</summary>
    Task<T> CreateAsync(T value, CancellationToken cancellationToken);

    /// <summary>
    /// JSON merge patch (RFC 7386): null removes a field, lists are replaced. With <c>metadata.resourceVersion</c> in
    /// the patch, fails with a conflict if the object changed since.
    /// </summary>
    Task<T> MergePatchAsync(ObjectKey key, JsonObject patch, CancellationToken cancellationToken);
}
