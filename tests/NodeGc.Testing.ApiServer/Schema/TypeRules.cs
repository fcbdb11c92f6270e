using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>Whether a value has the type of its schema.</summary>
internal static class TypeRules
{
    public static string Expected(SchemaFacts schema) => schema.Type ?? "integer,string";

    /// <returns>The name of the actual type when it is the wrong one.</returns>
    public static string? Mismatch(JsonNode? value, SchemaFacts schema)
    {
        var actual = Name(value);
        if (schema.IsIntOrString)
            return actual is "integer" or "string" ? null : actual;
        var expected = schema.Type;
        return expected is null || expected == actual || (expected, actual) == ("number", "integer") ? null : actual;
    }

    private static string Name(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => IsWhole(value.AsValue()) ? "integer" : "number",
            _ => "null",
        };

    private static bool IsWhole(JsonValue number) =>
        number.TryGetValue<long>(out _) || !number.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E');
}
