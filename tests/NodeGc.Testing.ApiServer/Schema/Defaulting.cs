using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>Sets the defaults of a structural schema: where a field is missing, or is null and must not be. A field
/// that is null, must not be and has no default is dropped, as a real server does since 1.20.</summary>
internal static class Defaulting
{
    public static void Apply(JsonNode? value, JsonObject schema) => Apply(value, SchemaFacts.Of(schema));

    private static void Apply(JsonNode? value, SchemaFacts schema)
    {
        if (value is JsonObject json)
            ApplyToObject(json, schema);
        else if (value is JsonArray list && schema.Items is { } items)
            foreach (var item in list)
                Apply(item, items);
    }

    private static void ApplyToObject(JsonObject json, SchemaFacts schema)
    {
        List<string>? dropped = null;
        foreach (var (name, value) in json)
            if (value is null && schema.Field(name) is { IsNullable: false, Default: null })
                (dropped ??= []).Add(name);
        foreach (var name in dropped ?? [])
            json.Remove(name);
        foreach (var (name, field) in schema.FieldsWithDefault)
            if (json[name] is null && !(field.IsNullable && json.ContainsKey(name)))
                json[name] = field.Default!.DeepClone();
        foreach (var (name, value) in json)
            if (value is JsonObject or JsonArray && schema.Field(name) is { } known)
                Apply(value, known);
    }
}
