using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NodeGc.Kubernetes.Client;

/// <summary>One page of a list as the server sends it.</summary>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, string ResourceVersion, string? Continue)
{
    /// <exception cref="JsonException">Not a list of such objects.</exception>
    public static ListPage<T> Parse(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("metadata", out var metadata))
            throw new JsonException("A list without metadata.");
        return new ListPage<T>(Read(root, type), Text(metadata, "resourceVersion") ?? "", Text(metadata, "continue"));
    }

    // A server may write an empty list as null.
    private static List<T> Read(JsonElement root, JsonTypeInfo<T> type) =>
        root.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array
            ? [.. items.EnumerateArray().Select(item => item.Deserialize(type) ?? throw new JsonException("A null item."))]
            : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
}
