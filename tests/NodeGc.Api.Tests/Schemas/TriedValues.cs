using System.Text.Json.Nodes;

namespace NodeGc.Api.Tests.Schemas;

/// <summary>Values of every type, on both sides of each bound of a schema.</summary>
internal static class TriedValues
{
    private static readonly string[] OfAnySchema =
    [
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1.5",
        "1e9",
        "2147483648",
        "-9000000000000000000",
        "[]",
        "[1]",
        "[null]",
        "[\"a\"]",
        "{}",
        """{"unknown":1}""",
        """{"name":"a"}""",
        "\"\"",
        "\"a\"",
        "\"a b\"",
        "\"/\"",
        "\"a:\"",
        "\"72h\"",
        "\"1h30m\"",
        "\"1.5d\"",
        "\"-1h\"",
        "\"72\"",
        "\"0\"",
        "\"10Gi\"",
        $"\"sha256:{new string('a', 64)}\"",
        "\"10 Gi\"",
        "\"1e3\"",
        "\"*\"",
        "\"größe\"",
        "\"2026-03-01T12:00:00Z\"",
    ];

    public static IEnumerable<JsonNode?> For(JsonObject schema) =>
        [
            .. OfAnySchema.Select(text => JsonNode.Parse(text)),
            .. schema["enum"] is JsonArray words ? words.Select(word => word!.DeepClone()) : [],
            .. Around(schema, "minimum").Concat(Around(schema, "maximum")).Select(number => JsonValue.Create(number)),
            .. Around(schema, "minLength")
                .Concat(Around(schema, "maxLength"))
                .Where(length => length >= 0)
                .SelectMany(length => new[] { Repeated("a", length), Repeated("😀", length) }),
            .. HasKeys(schema)
                ? []
                : Around(schema, "minItems")
                    .Concat(Around(schema, "maxItems"))
                    .Where(count => count >= 0)
                    .Select(count => List((int)count)),
        ];

    private static IEnumerable<long> Around(JsonObject schema, string keyword) =>
        schema[keyword]?.GetValue<long>() is { } bound ? [bound - 1, bound, bound + 1] : [];

    private static JsonValue Repeated(string character, long count) =>
        JsonValue.Create(string.Concat(Enumerable.Repeat(character, (int)count)));

    private static JsonArray List(int count) =>
        [.. Enumerable.Repeat("a", count).Select(text => JsonValue.Create(text))];

    private static bool HasKeys(JsonObject schema) => (string?)schema["x-kubernetes-list-type"] == "map";
}
