using System.Collections.Immutable;
using System.Text.Json;

namespace NodeGc.Storage.Reading;

/// <summary>Reads JSON written by somebody else: what is absent or null is absent, what has another type than expected
/// is damage.</summary>
internal static class JsonReading
{
    /// <summary>The member <paramref name="name"/>; null where it is absent or null.</summary>
    public static JsonElement? FindMember(this JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Wrong(name, "lies in something that is no object");
        return json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
    }

    public static JsonElement? FindObject(this JsonElement json, string name) =>
        Of(json.FindMember(name), JsonValueKind.Object, name);

    /// <summary>The elements of an array; none where it is absent or null.</summary>
    public static IEnumerable<JsonElement> FindArray(this JsonElement json, string name) =>
        Of(json.FindMember(name), JsonValueKind.Array, name) is { } array ? array.EnumerateArray() : [];

    /// <summary>The members of an object; none where it is absent or null.</summary>
    public static IEnumerable<JsonProperty> FindMembers(this JsonElement json, string name) =>
        json.FindObject(name) is { } members ? members.EnumerateObject() : [];

    /// <summary>The members of what has to be an object.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject()
            : throw new MetadataDamagedException($"an object was expected where {json.ValueKind} stands");

    public static string? FindText(this JsonElement json, string name) =>
        Of(json.FindMember(name), JsonValueKind.String, name)?.GetString();

    /// <summary>False where it is absent.</summary>
    public static bool FindFlag(this JsonElement json, string name) =>
        json.FindMember(name)?.ValueKind switch
        {
            null or JsonValueKind.False => false,
            JsonValueKind.True => true,
            _ => throw Wrong(name, "is neither true nor false"),
        };

    /// <summary>A map of strings; null where it is absent or null.</summary>
    public static ImmutableDictionary<string, string>? FindLabels(this JsonElement json, string name) =>
        json.FindObject(name)
            ?.EnumerateObject()
            .Aggregate(ImmutableDictionary<string, string>.Empty, (labels, label) =>
                labels.SetItem(label.Name, label.Value.GetText())
            );

    /// <summary>The text of a string.</summary>
    public static string GetText(this JsonElement json) =>
        json.ValueKind == JsonValueKind.String
            ? json.GetString()!
            : throw new MetadataDamagedException($"a text was expected where {json.ValueKind} stands");

    private static JsonElement? Of(JsonElement? json, JsonValueKind kind, string name) =>
        json is null || json.Value.ValueKind == kind
            ? json
            : throw Wrong(name, $"is {json.Value.ValueKind} where {kind} was expected");

    private static MetadataDamagedException Wrong(string name, string what) => new($"'{name}' {what}");
}
