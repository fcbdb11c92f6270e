using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>Sets the defaults of a structural schema: where a field is missing, or is null and must not be. A field
/// that is null, must not be and has no default is dropped, as a real server does since 1.20.</summary>
internal static class Defaulting
{
    public static void Apply(JsonNode? value, JsonObject schema)
    {
        switch (value)
        {
            case JsonObject json:
                ApplyToObject(json, schema);
                break;
            case JsonArray list when schema.Child("items") is { } items:
                foreach (var item in list)
                    Apply(item, items);
                break;
        }
    }

    private static void ApplyToObject(JsonObject json, JsonObject schema)
    {
        foreach (
            var name in json.Where(field => field.Value is null && IsDropped(schema, field.Key))
                .Select(field => field.Key)
                .ToList()
        )
            json.Remove(name);
        foreach (var (name, property) in schema.Child("properties") ?? [])
        {
            if (property is not JsonObject known)
                continue;
            if (known["default"] is { } value && IsMissing(json, name, known))
                json[name] = value.DeepClone();
            Apply(json[name], known);
        }
        if (schema.Child("additionalProperties") is { } others)
            foreach (var (_, value) in json.Where(pair => schema.Child("properties", pair.Key) is null))
                Apply(value, others);
    }

    private static bool IsDropped(JsonObject schema, string name) =>
        (schema.Child("properties", name) ?? schema.Child("additionalProperties")) is { } field
        && !field.Flag("nullable")
        && field["default"] is null;

    private static bool IsMissing(JsonObject json, string name, JsonObject schema) =>
        !json.TryGetPropertyValue(name, out var value) || (value is null && !schema.Flag("nullable"));
}
