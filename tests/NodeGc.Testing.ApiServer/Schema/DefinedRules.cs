using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>
/// Holds an object against the rules in CEL of its schema. A part of it that a change leaves as it was is not checked
/// again, as on servers since 1.30: an object that broke no rule when it was stored can be changed elsewhere.
/// </summary>
internal static class DefinedRules
{
    private static readonly ConditionalWeakTable<JsonObject, object> WithRules = new();

    /// <param name="value">The object.</param>
    /// <param name="before">What is stored now; null for a new object.</param>
    /// <param name="schema">Its schema.</param>
    public static IEnumerable<FieldError> Check(JsonObject value, JsonObject? before, JsonObject schema)
    {
        List<FieldError> errors = [];
        Check(value, before, schema, "", errors);
        return errors;
    }

    private static void Check(
        JsonNode? value,
        JsonNode? before,
        JsonObject schema,
        string path,
        List<FieldError> errors
    )
    {
        if (value is null || !HasRules(schema) || (before is not null && JsonNode.DeepEquals(value, before)))
            return;
        errors.AddRange(
            DefinedRule
                .Of(schema)
                .Select(rule => rule.Check(value, before, path.Length == 0 ? "<nil>" : path, schema.Text("type") ?? ""))
                .OfType<FieldError>()
        );
        if (value is JsonObject json)
            foreach (var (name, field) in json)
                if ((schema.Child("properties", name) ?? schema.Child("additionalProperties")) is { } known)
                    Check(field, (before as JsonObject)?[name], known, FieldPath.Child(path, name), errors);
        if (value is JsonArray list && schema.Child("items") is { } items)
            for (var index = 0; index < list.Count; index++)
                Check(
                    list[index],
                    Same(list[index], before as JsonArray, schema),
                    items,
                    FieldPath.Item(path, index),
                    errors
                );
    }

    /// <summary>Only the items of a list that is a map can be told from each other.</summary>
    private static JsonNode? Same(JsonNode? item, JsonArray? before, JsonObject schema)
    {
        var keys = FieldShape.Of(schema).Keys;
        return keys.Length == 0 || item is not JsonObject json
            ? null
            : before
                ?.OfType<JsonObject>()
                .FirstOrDefault(other => keys.All(key => JsonNode.DeepEquals(other[key], json[key])));
    }

    /// <summary>Whether there are rules at this schema or below it.</summary>
    private static bool HasRules(JsonObject schema) =>
        (bool)WithRules.GetValue(schema, static schema => FindRules(schema));

    private static bool FindRules(JsonObject schema) =>
        schema.ContainsKey(DefinedRule.Keyword)
        || (schema.Child("items") is { } items && HasRules(items))
        || (schema.Child("additionalProperties") is { } values && HasRules(values))
        || (schema.Child("properties") ?? []).Any(field => field.Value is JsonObject property && HasRules(property));
}
