using System.Net;
using System.Net.Http.Headers;
using NodeGc.Kubernetes.Connection;

namespace NodeGc.Kubernetes.Client;

/// <summary>
/// What both clients have in common: every request gets the current token, and every refusal becomes a
/// <see cref="KubernetesException"/>.
/// </summary>
internal sealed class ApiHandler(BearerToken token, TimeProvider time) : DelegatingHandler
{
    private readonly BearerTokenReader tokens = new(token, time);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        request.Headers.Accept.ParseAdd(ApiRequest.Json);
        var response = await SendOnceOrTwiceAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await RefusalAsync(request, response, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            tokens.Dispose();
        base.Dispose(disposing);
    }

    // A token may have been rotated within the seconds it is cached: a 401 is worth one more try with a new one.
    private async Task<HttpResponseMessage> SendOnceOrTwiceAsync(
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
            if (!await tokens.RefreshAsync(refused: bearer, cancellationToken))
                return response;
            response.Dispose();
            return await SendOnceAsync(request, await tokens.ReadAsync(cancellationToken), cancellationToken);
        }
        catch (KubernetesConfigurationException failure)
        {
            // The token file is gone for now, or the plugin failed: as good as a refused token.
            throw new KubernetesException($"{NameOf(request)}: {failure.Message}", failure)
            {
                Kind = KubernetesErrorKind.Unauthorized,
            };
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(
        HttpRequestMessage request,
        string? bearer,
        CancellationToken cancellationToken
    )
    {
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        return base.SendAsync(request, cancellationToken);
    }

    private async Task<KubernetesException> RefusalAsync(
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
