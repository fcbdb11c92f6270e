using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>
/// A client for one API server, based on the KubernetesClient package. Thread-safe. For the operator: the package's
/// client takes 17 MiB in a native process, so the agent has a small one of its own.
/// </summary>
/// <param name="connection">Server and credentials.</param>
/// <param name="fieldManager">The owner of written fields (<c>metadata.managedFields</c>); also the user agent.</param>
/// <param name="time">For time-outs and the age of a cached token.</param>
public sealed class KubernetesClient(KubernetesConnection connection, string fieldManager, TimeProvider time)
    : IDisposable
{
    private readonly PackageClient package = PackageClient.Connect(connection, fieldManager, time);
    private readonly ApiCalls calls = new(time);

    /// <summary>Called after each request, including those that failed; must be quick and must not throw.</summary>
    public Action<CompletedRequest> Completed
    {
        set => package.Completed = value;
    }

    /// <summary>All operations on objects of one kind.</summary>
    public ResourceClient<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject => new(package, type, fieldManager, time);

    /// <summary>The response body at a path that is not an object, for example of a node's proxy.</summary>
    /// <exception cref="KubernetesException">The request failed.</exception>
    public Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken cancellationToken) =>
        calls.RunAsync<ReadOnlyMemory<byte>>(
            new ApiRequest(HttpMethod.Get, path),
            async end =>
            {
                using var response = await package.OpenAsync(path, end);
                return await response.Content.ReadAsByteArrayAsync(end);
            },
            cancellationToken
        );

    public void Dispose() => package.Dispose();
}
