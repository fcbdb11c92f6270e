using System.Collections.Frozen;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>
/// Whether a schema is structural: a type everywhere, nothing that only describes inside combinations, defaults that
/// are valid, keys of map lists that are there. Source: "Specifying a structural schema" in the Kubernetes
/// documentation.
/// </summary>
internal static class StructuralRules
{
    private static readonly string[] ForbiddenWords =
    [
        "$ref",
        "definitions",
        "dependencies",
        "patternProperties",
        "id",
        "additionalItems",
    ];
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet([
        "type",
        "format",
        "title",
        "description",
        "default",
        "example",
        "externalDocs",
        "enum",
        "nullable",
        "properties",
        "required",
        "additionalProperties",
        "minProperties",
        "maxProperties",
        "items",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "pattern",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "x-kubernetes-preserve-unknown-fields",
        "x-kubernetes-embedded-resource",
        "x-kubernetes-int-or-string",
        "x-kubernetes-list-type",
        "x-kubernetes-list-map-keys",
        "x-kubernetes-map-type",
        "x-kubernetes-validations",
        .. ForbiddenWords,
    ]);

    private static readonly string[] ForbiddenInCombinations =
    [
        "type",
        "description",
        "default",
        "additionalProperties",
        "nullable",
        "title",
    ];
    private static readonly string[] Combinations = ["allOf", "anyOf", "oneOf"];

    public static IEnumerable<FieldError> Check(JsonObject schema, string path)
    {
        List<FieldError> errors = [];
        if (schema.Text("type") != "object")
            errors.Add(FieldError.Invalid($"{path}.type", schema["type"] ?? "", "must be object at the root"));
        Check(schema, path, errors);
        return errors;
    }

    private static void Check(JsonObject schema, string path, List<FieldError> errors)
    {
        errors.AddRange(Own(schema, path));
        foreach (var (name, property) in schema.Child("properties") ?? [])
            Nested(property, $"{path}.properties[{name}]", errors);
        Nested(schema["items"], $"{path}.items", errors);
        Nested(schema["additionalProperties"], $"{path}.additionalProperties", errors);
        foreach (var word in Combinations)
            errors.AddRange(
                schema
                    .Each(word)
                    .Where(part => !IsIntOrStringType(schema, part))
                    .SelectMany((part, index) => Part(part, $"{path}.{word}[{index}]"))
            );
    }

    // The one place where a combination may name types: `anyOf: [{type: integer}, {type: string}]` beside
    // x-kubernetes-int-or-string.
    private static bool IsIntOrStringType(JsonObject schema, JsonObject part) =>
        schema.Flag("x-kubernetes-int-or-string") && part.Count == 1 && part.ContainsKey("type");

    private static void Nested(JsonNode? node, string path, List<FieldError> errors)
    {
        if (node is JsonObject schema)
            Check(schema, path, errors);
    }

    private static IEnumerable<FieldError> Own(JsonObject schema, string path) =>
        Type(schema, path)
            .Concat(
                ForbiddenWords
                    .Where(schema.ContainsKey)
                    .Select(word => FieldError.Forbidden($"{path}.{word}", $"{word} is not supported"))
            )
            .Concat(
                schema
                    .Where(pair => !Words.Contains(pair.Key))
                    .Select(pair => FieldError.Invalid(path, pair.Key, "is not a field of a schema"))
            )
            .Concat(Lists(schema, path))
            .Concat(Pattern(schema, path))
            .Concat(Default(schema, path));

    private static IEnumerable<FieldError> Type(JsonObject schema, string path)
    {
        var isOpen = schema.Flag("x-kubernetes-int-or-string") || schema.Flag("x-kubernetes-preserve-unknown-fields");
        if (schema.Text("type") is null or "" && !isOpen)
            yield return FieldError.Required($"{path}.type", "must not be empty for specified object fields");
        if (schema.Text("type") == "array" && schema.Child("items") is null)
            yield return FieldError.Required($"{path}.items", "must be specified");
        if (schema.ContainsKey("properties") && schema.ContainsKey("additionalProperties"))
            yield return FieldError.Forbidden(
                $"{path}.additionalProperties",
                "additionalProperties and properties are mutual exclusive"
            );
        if (schema.Flag("uniqueItems"))
            yield return FieldError.Forbidden(
                $"{path}.uniqueItems",
                "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"
            );
    }

    private static IEnumerable<FieldError> Lists(JsonObject schema, string path)
    {
        var shape = FieldShape.Of(schema);
        if (shape.IsMapList && shape.Keys.Length == 0)
            yield return FieldError.Required(
                $"{path}.x-kubernetes-list-map-keys",
                "must not be empty if x-kubernetes-list-type is map"
            );
        foreach (var key in shape.Keys)
        {
            var isGiven =
                schema.Child("items")?.Texts("required").Contains(key) == true
                || schema.Child("items", "properties", key)?["default"] is not null;
            if (!isGiven)
                yield return FieldError.Required(
                    $"{path}.items.properties[{key}].default",
                    "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required "
                        + "property"
                );
        }
    }

    private static IEnumerable<FieldError> Pattern(JsonObject schema, string path)
    {
        if (schema.Text("pattern") is not { } pattern)
            return [];
        try
        {
            Patterns.Compile(pattern);
            return [];
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            return
            [
                FieldError.Invalid(
                    $"{path}.pattern",
                    pattern,
                    $"must be a valid regular expression, but isn't: {failure.Message}"
                ),
            ];
        }
    }

    private static List<FieldError> Default(JsonObject schema, string path)
    {
        List<FieldError> errors = [];
        if (schema["default"] is not { } value)
            return errors;
        var copy = value.DeepClone();
        if (copy is JsonObject json)
            errors.AddRange(
                Pruning
                    .Prune(json, schema)
                    .Select(field =>
                        FieldError.Invalid($"{path}.default", value, $"must not have unknown field {field}")
                    )
            );
        Defaulting.Apply(copy, schema);
        Validation.Check(copy, schema, $"{path}.default", errors);
        return errors;
    }

    private static IEnumerable<FieldError> Part(JsonObject part, string path)
    {
        foreach (var word in ForbiddenInCombinations.Where(part.ContainsKey))
            yield return FieldError.Forbidden($"{path}.{word}", "must be undefined to be structural");
        foreach (var (name, property) in part.Child("properties") ?? [])
        foreach (var error in Part(property as JsonObject ?? [], $"{path}.properties[{name}]"))
            yield return error;
    }
}
