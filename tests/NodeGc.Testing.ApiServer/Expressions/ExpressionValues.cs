using System.Text.Json;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>JSON as the values of CEL: the package wants dictionaries of text, arrays, and numbers of 64
/// bits.</summary>
internal static class ExpressionValues
{
    public static object? From(JsonNode? node) =>
        node switch
        {
            JsonObject json => json.ToDictionary(pair => pair.Key, pair => From(pair.Value)),
            JsonArray list => list.Select(From).ToArray(),
            JsonValue value => From(value),
            _ => null,
        };

    private static object? From(JsonValue value) =>
        value.GetValueKind() switch
        {
            JsonValueKind.String => value.ToString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when value.TryGetValue<long>(out var whole) => whole,
            JsonValueKind.Number => double.Parse(
                value.ToJsonString(),
                System.Globalization.CultureInfo.InvariantCulture
            ),
            _ => null,
        };
}
