using System.Net;
using System.Net.Http.Headers;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubernetes.Client;

/// <summary>Sends requests with the current token and turns every failure into a <see cref="KubernetesException"/>.</summary>
internal sealed class ApiTransport : IDisposable
{
    /// <summary>The API server itself gives up on a plain request after 60 s.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;
    private readonly KubernetesConnection connection;
    private readonly BearerTokenReader token;
    private readonly TimeProvider time;

    public ApiTransport(KubernetesConnection connection, string userAgent, TimeProvider time)
    {
        this.connection = connection;
        this.time = time;
        token = new BearerTokenReader(connection.Token, time);
        http = new HttpClient(ConnectionHandler.Create(connection)) { BaseAddress = connection.Server, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        http.DefaultRequestHeaders.Accept.ParseAdd(ApiRequest.Json);
        // The host header also decides the name sent and checked in TLS; the API server itself does not look at it.
        http.DefaultRequestHeaders.Host = connection.TlsServerName;
    }

    /// <summary>The body of a successful answer.</summary>
    public async Task<byte[]> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await OpenAsync(request, either.Token);
            return await response.Content.ReadAsByteArrayAsync(either.Token);
        }
        catch (Exception failure) when (TransportFailure.Explains(failure, cancellationToken))
        {
            throw TransportFailure.Wrap(request, failure);
        }
    }

    /// <summary>The open body of a successful answer; the caller disposes the response.</summary>
    public async Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await SendOnceOrTwiceAsync(request, cancellationToken);
        }
        catch (Exception failure) when (TransportFailure.Explains(failure, cancellationToken))
        {
            throw TransportFailure.Wrap(request, failure);
        }
        catch (KubernetesConfigurationException failure)
        {
            // The token file is gone for now: as good as a refused token.
            throw new KubernetesException($"{request}: {failure.Message}", failure) { Kind = KubernetesErrorKind.Unauthorized };
        }
    }

    public void Dispose() => http.Dispose();

    // A token may have been rotated within the seconds it is cached: a 401 is worth one more try with a new one.
    private async Task<HttpResponseMessage> SendOnceOrTwiceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var bearer = token.Read();
        var response = await SendOnceAsync(request, bearer, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized && token.Refresh(refused: bearer))
        {
            response.Dispose();
            response = await SendOnceAsync(request, token.Read(), cancellationToken);
        }
        if (response.IsSuccessStatusCode) return response;
        using (response) throw await RefusalAsync(request, response, cancellationToken);
    }

    private Task<HttpResponseMessage> SendOnceAsync(ApiRequest request, string? bearer, CancellationToken cancellationToken)
    {
        // HttpClient disposes neither the message nor its in-memory content with the response; neither holds anything.
        var message = new HttpRequestMessage(request.Method, new Uri(connection.Server, request.Path.TrimStart('/')));
        if (bearer is not null) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(request.ContentType);
        }
        return http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private async Task<KubernetesException> RefusalAsync(ApiRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var wait = response.Headers.RetryAfter;
        var retryAfter = wait?.Delta ?? (wait?.Date is { } date ? date - time.GetUtcNow() : null);
        return StatusReading.Read(request.ToString(), response.StatusCode, body, retryAfter is { Ticks: < 0 } ? TimeSpan.Zero : retryAfter);
    }
}
