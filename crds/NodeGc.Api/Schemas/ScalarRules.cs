using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NodeGc.Api.Schemas;

/// <summary>Checks the keywords for strings, integers and booleans.</summary>
internal static class ScalarRules
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new();

    /// <summary>What is wrong with the value, whose type has already been checked.</summary>
    public static IEnumerable<SchemaProblem> Check(string at, JsonObject schema, JsonValue value) =>
        [
            .. Messages(schema, value).Select(message => new SchemaProblem(at, message)),
            .. FindForm(schema, value) is { } form
                ? [new SchemaProblem(at, form) { IsForm = true }]
                : Array.Empty<SchemaProblem>(),
        ];

    private static IEnumerable<string> Messages(JsonObject schema, JsonValue value)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
            return
            [
                $"{SchemaMessages.Show(value)} {SchemaMessages.Unknown(value.ToString(), [.. allowed.Select(ToText)])}",
            ];
        if (value.TryGetValue<string>(out var text))
            return Text(schema, text);
        if (value.TryGetValue<long>(out var number))
            return Number(schema, number);
        return value.TryGetValue<double>(out var real) ? Number(schema, (long)real) : [];
    }

    private static string ToText(JsonNode? word) => word!.ToString();

    private static string? FindForm(JsonObject schema, JsonValue value) =>
        schema["pattern"] is { } pattern
        && value.TryGetValue<string>(out var text)
        && !Patterns.GetOrAdd(pattern.GetValue<string>(), Compile).IsMatch(text)
            ? $"{SchemaMessages.Show(text)} is invalid{SchemaMessages.Hint(schema)}"
            : null;

    private static IEnumerable<string> Text(JsonObject schema, string text)
    {
        // Length counts code points, as the API server does, not UTF-16 units.
        var length = text.EnumerateRunes().Count();
        if (schema["minLength"] is { } least && length < least.GetValue<long>())
            yield return least.GetValue<long>() == 1
                ? "must not be empty"
                : $"must be at least {least} characters long";
        if (schema["maxLength"] is { } most && length > most.GetValue<long>())
            yield return $"is {length} characters long, the maximum is {most}";
        if (
            schema["format"]?.GetValue<string>() == "date-time"
            && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _)
        )
            yield return $"{SchemaMessages.Show(text)} is not a timestamp such as 2006-01-02T15:04:05Z";
    }

    private static IEnumerable<string> Number(JsonObject schema, long number)
    {
        var (least, most) = (schema["minimum"]?.GetValue<long>(), schema["maximum"]?.GetValue<long>());
        if (schema["format"]?.GetValue<string>() == "int32")
            (least, most) = (least ?? int.MinValue, most ?? int.MaxValue);
        if (number < least || number > most)
            yield return most is null
                ? $"{number} must be at least {least}"
                : $"{number} must be between {least ?? long.MinValue} and {most}";
    }

    // '$' also matches before a final line feed in .NET; in the API server's engine (RE2), it matches only the end.
    private static Regex Compile(string pattern) =>
        new(
            pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern,
            RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1)
        );
}
