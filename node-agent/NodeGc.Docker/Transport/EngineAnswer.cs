using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NodeGc.Docker.Transport;

/// <summary>The engine's response while its body is being read.</summary>
internal sealed class EngineAnswer(HttpStatusCode status, Stream body, EngineFault fault)
{
    private const int LongestErrorText = 16 * 1024;

    public HttpStatusCode Status { get; } = status;

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public async Task<T> ReadAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        await JsonSerializer.DeserializeAsync(body, type, cancellationToken)
        ?? throw new JsonException("expected an object, found null");

    /// <summary>Reads an array element by element, so that the text of a long list is never completely in
    /// memory.</summary>
    public async Task<ImmutableArray<T>> ReadListAsync<T>(
        JsonTypeInfo<T> type,
        Func<T, T> check,
        CancellationToken cancellationToken
    )
        where T : class
    {
        await using var list = new ListStream(body);
        var items = ImmutableArray.CreateBuilder<T>();
        await foreach (var item in JsonSerializer.DeserializeAsyncEnumerable(list, type, cancellationToken))
            items.Add(check(item ?? throw new JsonException("expected an object, found null")));
        return items.DrainToImmutable();
    }

    /// <summary>An endless sequence of values, as in the event stream.</summary>
    public IAsyncEnumerable<T?> ReadStreamAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        JsonSerializer.DeserializeAsyncEnumerable(body, type, topLevelValues: true, cancellationToken);

    /// <summary>The engine's error message: <c>{"message": …}</c>, or plain text before API 1.24.</summary>
    public async Task<string> ReadErrorAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestErrorText];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        var text = Encoding.UTF8.GetString(buffer, 0, length).Trim();
        return FindMessage(text) ?? text;
    }

    public async Task<DockerException> RefusedAsync(CancellationToken cancellationToken) =>
        fault.Refused((int)Status, await ReadErrorAsync(cancellationToken));

    /// <returns>Null if the text is not JSON with a message.</returns>
    public static string? FindMessage(string text)
    {
        try
        {
            return text.StartsWith('{')
                ? JsonSerializer.Deserialize(text, EngineJson.Default.EngineError)?.Message
                : null;
        }
        catch (JsonException)
        {
            return null; // Not JSON: the caller shows the text as it is.
        }
    }
}
