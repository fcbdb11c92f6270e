using System.Collections.Immutable;
using System.Text.Json;

namespace NodeGc.Stores.Reading;

/// <summary>Reads untrusted JSON: missing or null counts as missing, an unexpected type counts as damage.</summary>
internal static class JsonReading
{
    /// <summary>The member <paramref name="name"/>; null if it is missing or null.</summary>
    public static JsonElement? FindMember(this JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Wrong(name, "is in something that is not an object");
        return json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
    }

    public static JsonElement? FindObject(this JsonElement json, string name) =>
        Of(json.FindMember(name), JsonValueKind.Object, name);

    /// <summary>The elements of an array; empty if it is missing or null.</summary>
    public static IEnumerable<JsonElement> FindArray(this JsonElement json, string name) =>
        Of(json.FindMember(name), JsonValueKind.Array, name) is { } array ? array.EnumerateArray() : [];

    /// <summary>The members of an object; empty if it is missing or null.</summary>
    public static IEnumerable<JsonProperty> FindMembers(this JsonElement json, string name) =>
        json.FindObject(name) is { } members ? members.EnumerateObject() : [];

    /// <summary>The members of a required object.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject()
            : throw new MetadataDamagedException($"expected an object, found {json.ValueKind}");

    public static string? FindText(this JsonElement json, string name) =>
        Of(json.FindMember(name), JsonValueKind.String, name)?.GetString();

    /// <summary>False if it is missing.</summary>
    public static bool FindFlag(this JsonElement json, string name) =>
        json.FindMember(name)?.ValueKind switch
        {
            null or JsonValueKind.False => false,
            JsonValueKind.True => true,
            _ => throw Wrong(name, "is not a boolean"),
        };

    /// <summary>A map of strings; null if it is missing or null.</summary>
    public static ImmutableDictionary<string, string>? FindLabels(this JsonElement json, string name) =>
        json.FindObject(name)
            ?.EnumerateObject()
            .Aggregate(ImmutableDictionary<string, string>.Empty, (labels, label) =>
                labels.SetItem(label.Name, label.Value.GetText())
            );

    /// <summary>The value of a required string.</summary>
    public static string GetText(this JsonElement json) =>
        json.ValueKind == JsonValueKind.String
            ? json.GetString()!
            : throw new MetadataDamagedException($"expected a string, found {json.ValueKind}");

    private static JsonElement? Of(JsonElement? json, JsonValueKind kind, string name) =>
        json is null || json.Value.ValueKind == kind
            ? json
            : throw Wrong(name, $"is {json.Value.ValueKind}, expected {kind}");

    private static MetadataDamagedException Wrong(string name, string what) => new($"'{name}' {what}");
}
