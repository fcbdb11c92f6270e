using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>The bounds of single values, read once from their schema: enumerations, numbers, texts and the number of
/// properties.</summary>
internal sealed class ValueBounds
{
    private static readonly string[] Words =
    [
        "enum",
        "minimum",
        "maximum",
        "multipleOf",
        "format",
        "minLength",
        "maxLength",
        "pattern",
        "minProperties",
        "maxProperties",
    ];

    private readonly JsonArray? allowed;
    private readonly FrozenSet<string> allowedTexts;
    private readonly decimal? minimum;
    private readonly decimal? maximum;
    private readonly decimal? unit;
    private readonly bool excludesMinimum;
    private readonly bool excludesMaximum;
    private readonly long? minLength;
    private readonly long? maxLength;
    private readonly long? minProperties;
    private readonly long? maxProperties;
    private readonly string? pattern;
    private readonly Regex? regex;
    private readonly string? format;

    private ValueBounds(JsonObject schema)
    {
        allowed = schema["enum"] as JsonArray;
        allowedTexts = schema.Texts("enum").ToFrozenSet(StringComparer.Ordinal);
        (minimum, maximum, unit) = (FindNumber("minimum"), FindNumber("maximum"), FindNumber("multipleOf"));
        (excludesMinimum, excludesMaximum) = (schema.Flag("exclusiveMinimum"), schema.Flag("exclusiveMaximum"));
        (minLength, maxLength) = (schema.Number("minLength"), schema.Number("maxLength"));
        (minProperties, maxProperties) = (schema.Number("minProperties"), schema.Number("maxProperties"));
        (pattern, format) = (schema.Text("pattern"), schema.Text("format"));
        regex = pattern is null ? null : Patterns.Compile(pattern);

        decimal? FindNumber(string word) => schema[word] is { } value ? AsDecimal(value) : null;
    }

    /// <summary>Null if the schema has none.</summary>
    public static ValueBounds? Find(JsonObject schema) =>
        Words.Any(schema.ContainsKey) ? new ValueBounds(schema) : null;

    public void Check(JsonNode? value, Place place, List<FieldError> errors)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var text = kind == JsonValueKind.String ? value!.GetValue<string>() : null;
        if (allowed is not null && !IsAllowed(value, text))
            errors.Add(
                FieldError.NotSupported(
                    place.ToString(),
                    value,
                    allowed.Select(entry => entry.AsText() ?? entry?.ToJsonString() ?? "null")
                )
            );
        if (kind == JsonValueKind.Number)
            CheckNumber(value!, place, errors);
        else if (text is not null)
            CheckText(text, place, errors);
        else if (value is JsonObject json)
            CheckProperties(json.Count, place, errors);
    }

    private bool IsAllowed(JsonNode? value, string? text) =>
        text is not null ? allowedTexts.Contains(text) : allowed!.Any(entry => JsonNode.DeepEquals(entry, value));

    private void CheckNumber(JsonNode value, Place place, List<FieldError> errors)
    {
        var number = AsDecimal(value);
        if (minimum is { } least && (number < least || (excludesMinimum && number == least)))
            errors.Add(Should(place, value, $"be greater than {(excludesMinimum ? "" : "or equal to ")}{least}"));
        if (maximum is { } most && (number > most || (excludesMaximum && number == most)))
            errors.Add(Should(place, value, $"be less than {(excludesMaximum ? "" : "or equal to ")}{most}"));
        if (unit is { } step && number % step != 0)
            errors.Add(Should(place, value, $"be a multiple of {step}"));
        if (format == "int32" && number is < int.MinValue or > int.MaxValue)
            errors.Add(
                FieldError.Invalid(place.ToString(), value, $"{place} in body must be of type int32: \"{value}\"")
            );
    }

    private void CheckText(string text, Place place, List<FieldError> errors)
    {
        if (maxLength < text.Length && maxLength < text.EnumerateRunes().Count())
            errors.Add(FieldError.TooLong(place.ToString(), maxLength.Value));
        if (minLength > 0 && minLength > text.EnumerateRunes().Count())
            errors.Add(Should(place, text, $"be at least {minLength} chars long"));
        if (regex is not null && !regex.IsMatch(text))
            errors.Add(Should(place, text, $"match '{pattern}'"));
        if (format is not null && !Formats.Accepts(format, text))
            errors.Add(
                FieldError.Invalid(place.ToString(), text, $"{place} in body must be of type {format}: \"{text}\"")
            );
    }

    private void CheckProperties(int count, Place place, List<FieldError> errors)
    {
        if (maxProperties is { } most && count > most)
            errors.Add(FieldError.TooMany(place.ToString(), count, most));
        if (minProperties is { } least && count < least)
            errors.Add(Should(place, (long)count, $"have at least {least} properties"));
    }

    private static FieldError Should(Place place, JsonNode value, string what) =>
        FieldError.Invalid(place.ToString(), value, $"{place} in body should {what}");

    private static decimal AsDecimal(JsonNode value) =>
        value is JsonValue single && single.TryGetValue<long>(out var whole)
            ? whole
            : decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
