using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>Reads the events of one watch request.</summary>
/// <param name="path">For messages.</param>
/// <param name="open">Sends the request and returns the response with its body still open.</param>
/// <param name="type">The type of the objects.</param>
/// <param name="time">For timeouts.</param>
internal sealed class WatchStream<T>(
    string path,
    Func<CancellationToken, Task<HttpResponseMessage>> open,
    JsonTypeInfo<T> type,
    TimeProvider time
)
    where T : class, IKubernetesObject
{
    /// <summary>How long the server may exceed the watch's timeout before the watch counts as dead.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(15);

    /// <summary>The server responds to a watch at once, even if there are no events.</summary>
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(30);

    private readonly ApiRequest request = new(HttpMethod.Get, path);

    public async IAsyncEnumerable<WatchEvent<T>> ReadAsync(
        TimeSpan length,
        Action opened,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(length + GracePeriod, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var response = await OpenAsync(either.Token, cancellationToken);
        opened();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(either.Token));
        while (await ReadLineAsync(reader, either.Token, cancellationToken) is { } line)
            if (line.Length > 0)
                yield return Parse(line);
    }

    private async Task<HttpResponseMessage> OpenAsync(CancellationToken either, CancellationToken cancellationToken)
    {
        using var opening = new CancellationTokenSource(OpenTimeout, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(either, opening.Token);
        try
        {
            return await open(any.Token);
        }
        catch (Exception failure) when (TransportFailure.Explains(failure, cancellationToken))
        {
            throw TransportFailure.Wrap(request, failure);
        }
    }

    // Null at the end of the stream.
    private async Task<string?> ReadLineAsync(
        StreamReader reader,
        CancellationToken either,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await reader.ReadLineAsync(either);
        }
        catch (Exception failure) when (TransportFailure.Explains(failure, cancellationToken))
        {
            throw TransportFailure.Wrap(request, failure);
        }
    }

    private WatchEvent<T> Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(
                document.RootElement.GetProperty("type").GetString(),
                document.RootElement.GetProperty("object")
            );
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Also if a line is incomplete.
            throw new KubernetesException($"{request}: invalid watch event", failure)
            {
                Kind = KubernetesErrorKind.Protocol,
            };
        }
    }

    private WatchEvent<T> Read(string? kind, JsonElement value) =>
        kind switch
        {
            "ADDED" or "MODIFIED" => new WatchEvent<T>.Stored(Value(value)),
            "DELETED" => new WatchEvent<T>.Deleted(Value(value)),
            "BOOKMARK" => new WatchEvent<T>.Bookmark(
                value.GetProperty("metadata").GetProperty("resourceVersion").GetString() ?? ""
            ),
            "ERROR" => throw StatusReading.Read(request.ToString(), value),
            _ => throw new JsonException($"unknown event type '{kind}'"),
        };

    private T Value(JsonElement value) => value.Deserialize(type) ?? throw new JsonException("the object is null");
}
