using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>
/// One API server, spoken to under one name, through the KubernetesClient package. Safe for use by many threads. For
/// the operator: the package's client takes 17 MiB in a native process, so the agent has a small one of its own.
/// </summary>
/// <param name="connection">Where and who.</param>
/// <param name="fieldManager">The name under which the server keeps what was written (<c>metadata.managedFields</c>);
/// also the user agent.</param>
/// <param name="time">For time-outs and the age of a cached token.</param>
public sealed class KubernetesClient(KubernetesConnection connection, string fieldManager, TimeProvider time)
    : IDisposable
{
    private readonly PackageClient package = PackageClient.Connect(connection, fieldManager, time);
    private readonly ApiCalls calls = new(time);

    /// <summary>The name of this program to the server.</summary>
    public string FieldManager => fieldManager;

    /// <summary>The namespace the connection is at home in.</summary>
    public string Namespace => connection.Namespace;

    /// <summary>All operations on objects of one kind.</summary>
    public ResourceClient<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject => new(package, type, fieldManager, time);

    /// <summary>What the server answers at <paramref name="path"/>, which is not an object: what a node says through
    /// its proxy, for example.</summary>
    /// <exception cref="KubernetesException">It refused, or could not be reached.</exception>
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
