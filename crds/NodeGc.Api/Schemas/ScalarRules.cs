using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NodeGc.Api.Schemas;

/// <summary>The keywords for strings, integers and booleans.</summary>
internal static class ScalarRules
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new();

    /// <summary>What is wrong with the value, whose type fits already.</summary>
    public static IEnumerable<string> Check(JsonObject schema, JsonValue value)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
            return [$"{SchemaWords.Show(value)} is unknown; {SchemaWords.OneOf(allowed.Select(one => one!.ToString()))} allowed here"];
        if (value.TryGetValue<string>(out var text)) return Text(schema, text);
        return value.TryGetValue<long>(out var number) ? Number(schema, number) : [];
    }

    private static IEnumerable<string> Text(JsonObject schema, string text)
    {
        // Length counts code points, as the API server does, not UTF-16 units.
        var length = text.EnumerateRunes().Count();
        if (schema["minLength"] is { } least && length < least.GetValue<long>())
            yield return least.GetValue<long>() == 1 ? "must not be empty" : $"must be at least {least} characters long";
        if (schema["maxLength"] is { } most && length > most.GetValue<long>())
            yield return $"is {length} characters long, and more than {most} are not allowed";
        if (schema["pattern"] is { } pattern && !Patterns.GetOrAdd(pattern.GetValue<string>(), Compile).IsMatch(text))
            yield return $"{SchemaWords.Show(text)} is not allowed{SchemaWords.Hint(schema)}";
        if (schema["format"]?.GetValue<string>() == "date-time"
            && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _))
            yield return $"{SchemaWords.Show(text)} is not a time as in 2006-01-02T15:04:05Z";
    }

    private static IEnumerable<string> Number(JsonObject schema, long number)
    {
        var (least, most) = (schema["minimum"]?.GetValue<long>(), schema["maximum"]?.GetValue<long>());
        if (schema["format"]?.GetValue<string>() == "int32") (least, most) = (least ?? int.MinValue, most ?? int.MaxValue);
        if (number < least || number > most)
            yield return most is null ? $"{number} must be at least {least}" : $"{number} must be between {least ?? long.MinValue} and {most}";
    }

    // '$' also matches before a final line feed in .NET; the API server's engine (RE2) takes it for the end alone.
    private static Regex Compile(string pattern) =>
        new(pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
