using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Autorest;
using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Json;
using KubernetesJson = NodeGc.Kubernetes.Resources.KubernetesJson;

namespace NodeGc.Kubernetes.Client;

/// <summary>
/// The package's client, with what it lacks: responses are read as they arrive, and a request may stay open, as a watch
/// does. The package itself reads in a blocked thread that neither a timeout nor a cancellation reaches.
/// </summary>
internal sealed class PackageClient : k8s.Kubernetes
{
    private readonly JsonSerializerOptions json;
    private readonly KindsResolver kinds;
    private readonly ApiHandler handler;

    private PackageClient(KubernetesClientConfiguration configuration, KindsResolver kinds, ApiHandler handler)
        : base(configuration, handler) =>
        (json, this.kinds, this.handler) = (configuration.JsonSerializerOptions, kinds, handler);

    /// <inheritdoc cref="ApiHandler.Completed"/>
    public Action<CompletedRequest> Completed
    {
        set => handler.Completed = value;
    }

    public static PackageClient Connect(KubernetesConnection connection, string userAgent, TimeProvider time)
    {
        var configuration = connection.ToConfiguration(userAgent);
        var kinds = new KindsResolver();
        kinds.Add(KubernetesJson.Default);
        configuration.JsonSerializerOptions.TypeInfoResolverChain.Insert(0, kinds);
        // The package writes microseconds, which metav1.Time does not have.
        configuration.JsonSerializerOptions.Converters.Insert(0, new TimeConverter());
        return new PackageClient(configuration, kinds, new ApiHandler(connection.Token, time));
    }

    public void AddKind(JsonTypeInfo type) =>
        kinds.Add(
            type.OriginatingResolver
                ?? throw new ArgumentException($"{type.Type} has no source-generated serialization.", nameof(type))
        );

    /// <summary>A successful response with its body still open; the caller disposes it.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken) =>
        SendRequest<object?>(path.TrimStart('/'), HttpMethod.Get, null, null, cancellationToken);

    protected override async Task<HttpOperationResponse<T>> CreateResultAsync<T>(
        HttpRequestMessage httpRequest,
        HttpResponseMessage httpResponse,
        bool? watch,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var type = (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T));
            var body = await ResponseReader.ReadAsync(httpResponse, type, cancellationToken);
            return new HttpOperationResponse<T>
            {
                Request = httpRequest,
                Response = httpResponse,
                Body = body,
            };
        }
        catch
        {
            httpRequest.Dispose();
            httpResponse.Dispose();
            throw;
        }
    }
}
