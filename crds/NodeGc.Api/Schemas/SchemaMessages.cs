using System.Text.Json.Nodes;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Schemas;

/// <summary>Messages about values and what a schema allows.</summary>
internal static class SchemaMessages
{
    /// <summary>The type of a schema that accepts whole numbers and strings.</summary>
    public const string IntOrString = "int-or-string";

    private const int LongestShown = 80;

    public static string TypeOf(JsonObject schema) =>
        schema["type"]?.GetValue<string>()
        ?? (
            schema["x-kubernetes-int-or-string"]?.GetValue<bool>() == true
                ? IntOrString
                : throw new InvalidOperationException("A schema has no type.")
        );

    public static string Show(JsonNode? value) =>
        value switch
        {
            null => "an empty value",
            JsonObject => "a map",
            JsonArray => "a list",
            _ => Show(value.ToString()),
        };

    public static string Show(string text) => text.Length <= LongestShown ? $"'{text}'" : $"'{text[..LongestShown]}…'";

    public static string TypeName(string type) =>
        type switch
        {
            "object" => "a map",
            "array" => "a list",
            "string" => "a string",
            "boolean" => "true or false",
            IntOrString => "a whole number or a string",
            _ => "a whole number",
        };

    /// <summary>What is wrong with a field that is present but empty. The API server drops such a field, and with it
    /// what its author intended.</summary>
    public static string NoValue(JsonObject schema) =>
        TypeOf(schema) switch
        {
            "object" when schema["minProperties"] is null && schema["required"] is null =>
                "has no value; use {} for the defaults, or remove the line",
            "object" when schema["properties"] is JsonObject fields =>
                $"has no value; set its fields ({NamesIn(fields)}), or remove the line",
            "array" => "has no value; use a list such as [a, b], or remove the line",
            _ => $"has no value; set one, or remove the line{Hint(schema)}",
        };

    /// <summary>What is wrong with an unknown name.</summary>
    public static string Unknown(string given, IReadOnlyCollection<string> known)
    {
        var nearest = NearestName.Find(given, known);
        return $"is unknown{(nearest is null ? "" : $" (did you mean {nearest}?)")}; supported: {ListOf(known)}";
    }

    /// <summary>The description of the field, which says what it accepts.</summary>
    public static string Hint(JsonObject schema) => schema["description"] is { } description ? $" ({description})" : "";

    private static string NamesIn(JsonObject fields) => ListOf(fields.Select(field => field.Key));

    private static string ListOf(IEnumerable<string> words) =>
        string.Join(", ", words) is { Length: > 0 } list ? list : "none";

    public static IEnumerable<string> Required(JsonObject schema) =>
        (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>());

    /// <summary>The fields that an object may have, as the end of a sentence; empty for lists.</summary>
    public static string Allowed(JsonObject schema) =>
        schema["properties"] is JsonObject properties ? $"; supported: {NamesIn(properties)}" : "";
}
