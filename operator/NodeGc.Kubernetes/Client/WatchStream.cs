using System.Buffers;
using System.IO.Pipelines;
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

    /// <summary>An object has some kilobytes.</summary>
    private static readonly StreamPipeReaderOptions Buffers = new(bufferSize: 16 * 1024);

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
        var reader = PipeReader.Create(await response.Content.ReadAsStreamAsync(either.Token), Buffers);
        try
        {
            for (var isCompleted = false; !isCompleted; )
            {
                var read = await ReadAsync(reader, either.Token, cancellationToken);
                (var rest, isCompleted) = (read.Buffer, read.IsCompleted);
                while (FindLine(ref rest, isCompleted) is { } line)
                {
                    if (!line.IsEmpty)
                        yield return Parse(line);
                }
                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
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

    private async Task<ReadResult> ReadAsync(
        PipeReader reader,
        CancellationToken either,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await reader.ReadAsync(either);
        }
        catch (Exception failure) when (TransportFailure.Explains(failure, cancellationToken))
        {
            throw TransportFailure.Wrap(request, failure);
        }
    }

    // The last line may have no end. Null if no line is complete.
    private static ReadOnlySequence<byte>? FindLine(ref ReadOnlySequence<byte> rest, bool isCompleted)
    {
        var line = rest;
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return line;
        }
        if (!isCompleted || rest.IsEmpty)
            return null;
        rest = rest.Slice(rest.End);
        return line;
    }

    private WatchEvent<T> Parse(ReadOnlySequence<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return Read(ref reader);
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

    private WatchEvent<T> Read(ref Utf8JsonReader reader)
    {
        // Servers send the type first, and then the object is read only once. JSON leaves the order open.
        string? kind = null;
        Utf8JsonReader value = default;
        var hasValue = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var (isType, isObject) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("object"u8));
            reader.Read();
            if (isType)
                kind = reader.GetString();
            else if (isObject && kind is not null)
                return Read(kind, ref reader);
            else if (isObject)
            {
                value = reader;
                hasValue = true;
            }
            reader.Skip();
        }
        return hasValue ? Read(kind, ref value) : throw new JsonException("the event has no object");
    }

    private WatchEvent<T> Read(string? kind, ref Utf8JsonReader value)
    {
        if (kind is "ADDED" or "MODIFIED")
            return new WatchEvent<T>.Stored(Value(ref value));
        if (kind is "DELETED")
            return new WatchEvent<T>.Deleted(Value(ref value));
        using var other = JsonDocument.ParseValue(ref value);
        return kind switch
        {
            "BOOKMARK" => new WatchEvent<T>.Bookmark(
                other.RootElement.GetProperty("metadata").GetProperty("resourceVersion").GetString() ?? ""
            ),
            "ERROR" => throw StatusReading.Read(request.ToString(), other.RootElement),
            _ => throw new JsonException($"unknown event type '{kind}'"),
        };
    }

    private T Value(ref Utf8JsonReader value) =>
        JsonSerializer.Deserialize(ref value, type) ?? throw new JsonException("the object is null");
}
