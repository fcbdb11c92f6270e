using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NodeGc.Kubernetes.Client;

/// <summary>Reads an answer as it arrives: it is never in memory as a whole, and reading ends when it is told
/// to.</summary>
internal static class AnswerReading
{
    /// <exception cref="JsonException">Not such an answer, or one that was cut off in order.</exception>
    /// <exception cref="IOException">The connection broke before the end.</exception>
    public static async Task<T> ReadAsync<T>(
        HttpResponseMessage response,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken)
            ?? throw new JsonException($"null instead of a {typeof(T).Name}");
    }
}
