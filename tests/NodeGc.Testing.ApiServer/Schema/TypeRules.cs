using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>Whether a value has the type of its schema.</summary>
internal static class TypeRules
{
    public static string Expected(JsonObject schema) => schema.Text("type") ?? "integer,string";

    /// <returns>The name of the actual type when it is the wrong one.</returns>
    public static string? Mismatch(JsonNode? value, JsonObject schema)
    {
        var actual = Name(value);
        if (schema.Flag("x-kubernetes-int-or-string"))
            return actual is "integer" or "string" ? null : actual;
        var expected = schema.Text("type");
        return expected is null || expected == actual || (expected, actual) == ("number", "integer") ? null : actual;
    }

    private static string Name(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => IsWhole(value.ToJsonString()) ? "integer" : "number",
            _ => "null",
        };

    private static bool IsWhole(string number) => !number.AsSpan().ContainsAny('.', 'e', 'E');
}
