using System.Text.Json.Nodes;

namespace NodeGc.Api.Schemas;

/// <summary>Fills in missing fields, as the API server does before it stores an object.</summary>
internal static class SchemaDefaults
{
    /// <summary>Sets defaults where a field is missing or empty, including defaults inside a default.</summary>
    public static void Apply(JsonObject schema, JsonNode? value)
    {
        if (value is JsonObject fields && schema["properties"] is JsonObject properties)
            foreach (var (name, property) in properties)
                ApplyField(name, property!.AsObject(), fields);
        if (value is JsonArray elements && schema["items"] is JsonObject items)
            foreach (var element in elements)
                Apply(items, element);
    }

    private static void ApplyField(string name, JsonObject property, JsonObject fields)
    {
        if (fields[name] is null && property["default"] is { } standard)
            fields[name] = standard.DeepClone();
        Apply(property, fields[name]);
    }
}
