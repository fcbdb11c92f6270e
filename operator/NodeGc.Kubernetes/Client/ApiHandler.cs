using System.Net;
using System.Net.Http.Headers;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubernetes.Client;

/// <summary>
/// Shared by both clients: adds the current token to every request, and turns every error response into a
/// <see cref="KubernetesException"/>.
/// </summary>
internal sealed class ApiHandler(BearerToken token, TimeProvider time) : DelegatingHandler
{
    private readonly BearerTokenReader tokens = new(token, time);

    /// <summary>Called after each request, including those that failed.</summary>
    public Action<CompletedRequest> Completed { get; set; } = _ => { };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        request.Headers.Accept.ParseAdd(ApiRequest.Json);
        var response = await SendWithRetryAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await ReadErrorAsync(request, response, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            tokens.Dispose();
        base.Dispose(disposing);
    }

    // A token may have been rotated while it was cached: after a 401, try once more with a new one.
    private async Task<HttpResponseMessage> SendWithRetryAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var bearer = await tokens.ReadAsync(cancellationToken);
            var response = await SendOnceAsync(request, bearer, cancellationToken);
            if (response.StatusCode != HttpStatusCode.Unauthorized)
                return response;
            if (!await tokens.RefreshAsync(rejected: bearer, cancellationToken))
                return response;
            response.Dispose();
            return await SendOnceAsync(request, await tokens.ReadAsync(cancellationToken), cancellationToken);
        }
        catch (KubernetesConfigurationException failure)
        {
            // The token file is missing for now, or the plugin failed: the same as a rejected token.
            throw new KubernetesException($"{NameOf(request)}: {failure.Message}", failure)
            {
                Kind = KubernetesErrorKind.Unauthorized,
            };
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpRequestMessage request,
        string? bearer,
        CancellationToken cancellationToken
    )
    {
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        HttpResponseMessage? response = null;
        try
        {
            return response = await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            Completed(new CompletedRequest(RequestVerbs.Of(request), response?.StatusCode));
        }
    }

    private async Task<KubernetesException> ReadErrorAsync(
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var wait = response.Headers.RetryAfter;
        var retryAfter = wait?.Delta ?? (wait?.Date is { } date ? date - time.GetUtcNow() : null);
        if (retryAfter < TimeSpan.Zero)
            retryAfter = TimeSpan.Zero;
        return StatusReading.Read(NameOf(request), response.StatusCode, body, retryAfter);
    }

    private static string NameOf(HttpRequestMessage request) => $"{request.Method} {request.RequestUri!.PathAndQuery}";
}
