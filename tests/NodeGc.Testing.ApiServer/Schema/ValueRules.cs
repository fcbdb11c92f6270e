using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>The bounds of single values: enumerations, numbers, texts and the number of properties.</summary>
internal static class ValueRules
{
    public static IEnumerable<FieldError> Check(JsonNode? value, JsonObject schema, string path) =>
        Enumeration(value, schema, path)
            .Concat(
                value?.GetValueKind() switch
                {
                    JsonValueKind.Number => Number(value, schema, path),
                    JsonValueKind.String => Text(value.GetValue<string>(), schema, path),
                    JsonValueKind.Object => Properties((JsonObject)value, schema, path),
                    _ => [],
                }
            );

    private static IEnumerable<FieldError> Enumeration(JsonNode? value, JsonObject schema, string path)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(entry => JsonNode.DeepEquals(entry, value)))
            yield return FieldError.NotSupported(
                path,
                value,
                allowed.Select(entry => entry.AsText() ?? entry?.ToJsonString() ?? "null")
            );
    }

    private static IEnumerable<FieldError> Number(JsonNode value, JsonObject schema, string path)
    {
        var number = AsDecimal(value);
        if (
            schema["minimum"] is { } least
            && (number < AsDecimal(least) || (schema.Flag("exclusiveMinimum") && number == AsDecimal(least)))
        )
            yield return Should(
                path,
                value,
                $"be greater than {(schema.Flag("exclusiveMinimum") ? "" : "or equal to ")}{least}"
            );
        if (
            schema["maximum"] is { } most
            && (number > AsDecimal(most) || (schema.Flag("exclusiveMaximum") && number == AsDecimal(most)))
        )
            yield return Should(
                path,
                value,
                $"be less than {(schema.Flag("exclusiveMaximum") ? "" : "or equal to ")}{most}"
            );
        if (schema["multipleOf"] is { } unit && number % AsDecimal(unit) != 0)
            yield return Should(path, value, $"be a multiple of {unit}");
        if (schema.Text("format") == "int32" && number is < int.MinValue or > int.MaxValue)
            yield return FieldError.Invalid(path, value, $"{path} in body must be of type int32: \"{value}\"");
    }

    private static IEnumerable<FieldError> Text(string text, JsonObject schema, string path)
    {
        var length = text.EnumerateRunes().Count();
        if (schema.Number("maxLength") is { } longest && length > longest)
            yield return FieldError.TooLong(path, longest);
        if (schema.Number("minLength") is { } shortest && length < shortest)
            yield return Should(path, text, $"be at least {shortest} chars long");
        if (schema.Text("pattern") is { } pattern && !Patterns.Compile(pattern).IsMatch(text))
            yield return Should(path, text, $"match '{pattern}'");
        if (schema.Text("format") is { } format && !Formats.Accepts(format, text))
            yield return FieldError.Invalid(path, text, $"{path} in body must be of type {format}: \"{text}\"");
    }

    private static IEnumerable<FieldError> Properties(JsonObject json, JsonObject schema, string path)
    {
        if (schema.Number("maxProperties") is { } most && json.Count > most)
            yield return FieldError.TooMany(path, json.Count, most);
        if (schema.Number("minProperties") is { } least && json.Count < least)
            yield return Should(path, (long)json.Count, $"have at least {least} properties");
    }

    private static FieldError Should(string path, JsonNode value, string what) =>
        FieldError.Invalid(path, value, $"{path} in body should {what}");

    private static decimal AsDecimal(JsonNode value) =>
        decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
