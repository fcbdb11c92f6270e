using System.Text.Json;

namespace NodeGc.Kubernetes.Client;

/// <summary>Runs requests within a time limit and turns every failure into a
/// <see cref="KubernetesException"/>.</summary>
internal sealed class ApiCalls(TimeProvider time)
{
    /// <summary>The API server itself times out a plain request after 60 s.</summary>
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(60);

    /// <param name="request">For messages.</param>
    /// <param name="send">Sends it and reads the whole response.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<T> RunAsync<T>(
        ApiRequest request,
        Func<CancellationToken, Task<T>> send,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await send(either.Token);
        }
        catch (Exception failure) when (TransportFailure.Explains(failure, cancellationToken))
        {
            throw TransportFailure.Wrap(request, failure);
        }
        catch (JsonException failure)
        {
            throw new KubernetesException($"{request}: invalid response: {failure.Message}", failure)
            {
                Kind = KubernetesErrorKind.Protocol,
            };
        }
    }
}
