using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NodeGc.Kubernetes.Client;

/// <summary>Deserializes a response while it arrives: it is never in memory as a whole, and reading can be
/// cancelled.</summary>
internal static class ResponseReader
{
    /// <exception cref="JsonException">Not such a response, or an incomplete one.</exception>
    /// <exception cref="IOException">The connection broke before the end.</exception>
    public static async Task<T> ReadAsync<T>(
        HttpResponseMessage response,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken)
            ?? throw new JsonException($"expected a {typeof(T).Name}, got null");
    }
}
