using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>One API server, spoken to under one name. Safe for use by many threads.</summary>
/// <param name="connection">Where and who.</param>
/// <param name="fieldManager">The name under which the server keeps what was written (<c>metadata.managedFields</c>); also the user agent.</param>
/// <param name="time">For time-outs and the age of a cached token.</param>
public sealed class KubernetesClient(KubernetesConnection connection, string fieldManager, TimeProvider time) : IDisposable
{
    private readonly ApiTransport transport = new(connection, fieldManager, time);

    /// <summary>The name of this program to the server.</summary>
    public string FieldManager => fieldManager;

    /// <summary>The namespace the connection is at home in.</summary>
    public string Namespace => connection.Namespace;

    /// <summary>All operations on objects of one kind.</summary>
    public ResourceClient<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject => new(transport, type, fieldManager, time);

    /// <summary>What the server answers at <paramref name="path"/>, which is no object: what a node says through its proxy, for example.</summary>
    /// <exception cref="KubernetesException">It refused, or could not be reached.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken cancellationToken) =>
        await transport.SendAsync(new ApiRequest(HttpMethod.Get, path), cancellationToken);

    public void Dispose() => transport.Dispose();
}
