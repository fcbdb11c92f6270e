using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NodeGc.Api.Schemas;

/// <summary>Checks a value against a structural schema (apiextensions.k8s.io/v1), as the API server does with
/// <c>fieldValidation=Strict</c>. Supports the keywords in <see cref="Keywords"/>; a test ensures that the definitions
/// use no others.</summary>
internal static class SchemaValidation
{
    /// <summary>The keywords that are checked, and those that do not restrict a value.</summary>
    public static readonly ImmutableArray<string> Keywords =
    [
        "type",
        "format",
        "enum",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "items",
        "minItems",
        "maxItems",
        "properties",
        "additionalProperties",
        "required",
        "minProperties",
        "maxProperties",
        "x-kubernetes-list-type",
        "x-kubernetes-list-map-keys",
        "x-kubernetes-int-or-string",
        "x-kubernetes-map-type",
        "default",
        "description",
        // Rules in CEL, for API servers: NodeGc.Api.Rules has the same ones.
        "x-kubernetes-validations",
    ];

    public static ImmutableArray<SchemaProblem> Check(JsonObject schema, JsonNode? value) =>
        [.. Check("", schema, value)];

    private static IEnumerable<SchemaProblem> Check(string at, JsonObject schema, JsonNode? value)
    {
        if (FindTypeProblem(schema, value) is { } problem)
            return [new SchemaProblem(at, problem)];
        return value switch
        {
            JsonObject fields => Fields(at, schema, fields),
            JsonArray elements => Elements(at, schema, elements),
            _ => ScalarRules.Check(at, schema, value!.AsValue()),
        };
    }

    private static string? FindTypeProblem(JsonObject schema, JsonNode? value)
    {
        if (value is null)
            return SchemaMessages.NoValue(schema);
        var type = SchemaMessages.TypeOf(schema);
        var kind = value.GetValueKind();
        var fits = type switch
        {
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "integer" => kind == JsonValueKind.Number && IsWhole(value.AsValue()),
            SchemaMessages.IntOrString => kind == JsonValueKind.String
                || (kind == JsonValueKind.Number && IsWhole(value.AsValue())),
            _ => throw new InvalidOperationException($"Type {type} in a schema is not supported."),
        };
        return fits
            ? null
            : $"{SchemaMessages.Show(value)} must be {SchemaMessages.TypeName(type)}{SchemaMessages.Hint(schema)}";
    }

    /// <summary>1e9 is a whole number like 1000000000, for the API server too.</summary>
    private static bool IsWhole(JsonValue value) =>
        value.TryGetValue<long>(out _)
        || (value.TryGetValue<double>(out var real) && double.IsInteger(real) && Math.Abs(real) < long.MaxValue);

    private static IEnumerable<SchemaProblem> Fields(string at, JsonObject schema, JsonObject fields) =>
        [
            .. SchemaMessages
                .Required(schema)
                .Where(name => !fields.ContainsKey(name))
                .Select(name => new SchemaProblem(Path(at, name), "is missing")),
            .. CountProblems(at, fields.Count, "field", (schema["minProperties"], schema["maxProperties"]), schema),
            .. fields.SelectMany(field => Field(at, schema, field.Key, field.Value)),
        ];

    private static IEnumerable<SchemaProblem> Field(string at, JsonObject schema, string name, JsonNode? value)
    {
        if (schema["properties"]?[name] is JsonObject property)
            return Check(Path(at, name), property, value);
        if (schema["additionalProperties"] is JsonObject additional)
            return Check(Path(at, name), additional, value);
        // An object without declared fields is only metadata, which the API server validates separately.
        return schema["properties"] is JsonObject known
            ? [new SchemaProblem(Path(at, name), SchemaMessages.Unknown(name, [.. known.Select(field => field.Key)]))]
            : [];
    }

    private static IEnumerable<SchemaProblem> Elements(string at, JsonObject schema, JsonArray elements) =>
        [
            .. CountProblems(at, elements.Count, "entry", (schema["minItems"], schema["maxItems"]), schema),
            .. elements.SelectMany((element, index) => Check($"{at}[{index}]", schema["items"]!.AsObject(), element)),
            .. ListMapRules
                .Duplicates(schema, elements)
                .Select(found => new SchemaProblem($"{at}[{found.Index}]", found.Message)),
        ];

    private static IEnumerable<SchemaProblem> CountProblems(
        string at,
        int count,
        string what,
        (JsonNode? Least, JsonNode? Most) bounds,
        JsonObject schema
    )
    {
        if (bounds.Least is { } least && count < least.GetValue<long>())
            yield return new SchemaProblem(at, $"must have at least {least} {what}{SchemaMessages.Allowed(schema)}");
        if (bounds.Most is { } most && count > most.GetValue<long>())
            yield return new SchemaProblem(at, $"has {count}, the maximum is {most}");
    }

    private static string Path(string at, string name) => at.Length == 0 ? name : $"{at}.{name}";
}
