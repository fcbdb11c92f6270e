using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Small;

/// <summary>
/// A client for the few requests of an agent, based on an <see cref="HttpClient"/> with the package's configuration.
/// The package's own client would take 17 MiB on every node: its serialization knows all built-in kinds.
/// </summary>
public sealed class SmallClient : IDisposable
{
    private readonly HttpClient http;
    private readonly string fieldManager;
    private readonly TimeProvider time;

    /// <param name="connection">Server and credentials.</param>
    /// <param name="fieldManager">The owner of written fields; also the user agent.</param>
    /// <param name="time">For timeouts and the age of a cached token.</param>
    public SmallClient(KubernetesConnection connection, string fieldManager, TimeProvider time)
        : this(connection, fieldManager, time, ConnectionHandler.Create(connection)) { }

    /// <summary>A client that sends its requests by <paramref name="handler"/>, and disposes of it.</summary>
    internal SmallClient(
        KubernetesConnection connection,
        string fieldManager,
        TimeProvider time,
        HttpMessageHandler handler
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        (this.fieldManager, this.time) = (fieldManager, time);
        var configuration = connection.ToConfiguration(fieldManager);
        http = new HttpClient(new ApiHandler(connection.Token, time) { InnerHandler = handler })
        {
            BaseAddress = new Uri(configuration.Host),
            Timeout = configuration.HttpClientTimeout,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(configuration.UserAgent);
        // The host header also decides the name sent and checked in TLS; the API server itself does not look at it.
        http.DefaultRequestHeaders.Host = configuration.TlsServerName;
    }

    /// <summary>The requests for one kind.</summary>
    public SmallResource<T> Resource<T>(ResourceType<T> type)
        where T : class, IKubernetesObject => new(http, type, fieldManager, time);

    public void Dispose() => http.Dispose();
}
