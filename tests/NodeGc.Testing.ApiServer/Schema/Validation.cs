using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>Holds a value against a structural schema, except for its rules in CEL, see
/// <see cref="DefinedRules"/>.</summary>
internal static class Validation
{
    public static IEnumerable<FieldError> Check(JsonObject body, JsonObject schema)
    {
        List<FieldError> errors = [];
        Check(body, schema, "", errors);
        return errors;
    }

    public static void Check(JsonNode? value, JsonObject schema, string path, List<FieldError> errors) =>
        Check(value, SchemaFacts.Of(schema), Place.At(path), errors);

    private static void Check(JsonNode? value, SchemaFacts schema, Place place, List<FieldError> errors)
    {
        if (value is null && schema.IsNullable)
            return;
        if (TypeRules.Mismatch(value, schema) is { } actual)
        {
            var path = place.ToString();
            errors.Add(
                FieldError.TypeInvalid(
                    path.Length == 0 ? "<nil>" : path,
                    actual,
                    $"{path} in body must be of type {TypeRules.Expected(schema)}: \"{actual}\""
                )
            );
            return;
        }
        schema.Bounds?.Check(value, place, errors);
        if (schema.HasCombinations)
            errors.AddRange(CombinationRules.Check(value, schema.Schema, place.ToString()));
        if (value is JsonObject json)
            CheckObject(json, schema, place, errors);
        if (value is JsonArray list)
            CheckList(list, schema, place, errors);
    }

    private static void CheckObject(JsonObject json, SchemaFacts schema, Place place, List<FieldError> errors)
    {
        foreach (var name in schema.Required)
        {
            if (!json.ContainsKey(name))
                errors.Add(FieldError.Required(place.Child(name).ToString()));
        }
        foreach (var (name, value) in json)
        {
            // The metadata has rules of its own, which the schema may not change.
            if (place.IsRoot && name is ("metadata" or "apiVersion" or "kind"))
                continue;
            if (schema.Field(name) is { } known)
                Check(value, known, place.Child(name), errors);
        }
    }

    private static void CheckList(JsonArray list, SchemaFacts schema, Place place, List<FieldError> errors)
    {
        ListRules.Check(list, schema.Schema, place, errors);
        if (schema.Items is not { } items)
            return;
        for (var index = 0; index < list.Count; index++)
            Check(list[index], items, place.Item(index), errors);
    }
}
