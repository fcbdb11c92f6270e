using System.Text.Json.Nodes;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Schemas;

/// <summary>How values and what a schema allows are put in words.</summary>
internal static class SchemaWords
{
    /// <summary>Stands for the type of a schema that takes whole numbers and texts.</summary>
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
            "string" => "text",
            "boolean" => "true or false",
            IntOrString => "a whole number or text",
            _ => "a whole number",
        };

    /// <summary>What is wrong with a field that was written and left empty. The API server drops such a field, and
    /// with it what its author wanted.</summary>
    public static string NoValue(JsonObject schema) =>
        TypeOf(schema) switch
        {
            "object" when schema["minProperties"] is null && schema["required"] is null =>
                "has no value; write {} for its defaults, or remove the line",
            "object" when schema["properties"] is JsonObject => $"has no value{Allowed(schema)}, or remove the line",
            "array" => "has no value; write a list, as in [a, b], or remove the line",
            _ => $"has no value; write one, or remove the line{Hint(schema)}",
        };

    /// <summary>What is wrong with a name that is not known here.</summary>
    public static string Unknown(string given, IReadOnlyCollection<string> known)
    {
        var nearest = NearestName.Find(given, known);
        return $"is unknown; {(nearest is null ? "" : $"did you mean {nearest}? ")}{OneOf(known)} allowed here";
    }

    /// <summary>The field's description, which says what the field takes.</summary>
    public static string Hint(JsonObject schema) => schema["description"] is { } description ? $" ({description})" : "";

    public static string OneOf(IEnumerable<string> words) =>
        words.ToList() switch
        {
            [] => "nothing is",
            [var only] => $"only {only} is",
            var several => $"{string.Join(", ", several)} are",
        };

    public static IEnumerable<string> Required(JsonObject schema) =>
        (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>());

    /// <summary>The fields that an object may have, as the end of a sentence; nothing for lists.</summary>
    public static string Allowed(JsonObject schema) =>
        schema["properties"] is JsonObject properties
            ? $"; {OneOf(properties.Select(property => property.Key))} allowed here"
            : "";
}
