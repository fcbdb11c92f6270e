using System.Text.Json.Nodes;

namespace NodeGc.Api.Schemas;

/// <summary>How values and what a schema allows are put in words.</summary>
internal static class SchemaWords
{
    private const int LongestShown = 80;

    public static string Show(JsonNode? value) => value switch
    {
        null => "an empty value",
        JsonObject => "a map",
        JsonArray => "a list",
        _ => Show(value.ToString()),
    };

    public static string Show(string text) => text.Length <= LongestShown ? $"'{text}'" : $"'{text[..LongestShown]}…'";

    public static string TypeName(string type) => type switch
    {
        "object" => "a map",
        "array" => "a list",
        "string" => "text",
        "boolean" => "true or false",
        _ => "a whole number",
    };

    /// <summary>The field's description, which says what the field takes.</summary>
    public static string Hint(JsonObject schema) => schema["description"] is { } description ? $" ({description})" : "";

    public static string OneOf(IEnumerable<string> words) => words.ToList() switch
    {
        [] => "nothing is",
        [var only] => $"only {only} is",
        var several => $"{string.Join(", ", several)} are",
    };

    public static IEnumerable<string> Required(JsonObject schema) =>
        (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>());

    /// <summary>The fields that an object may have, as the end of a sentence; nothing for lists.</summary>
    public static string Allowed(JsonObject schema) => schema["properties"] is JsonObject properties
        ? $"; {OneOf(properties.Select(property => property.Key))} allowed here"
        : "";
}
