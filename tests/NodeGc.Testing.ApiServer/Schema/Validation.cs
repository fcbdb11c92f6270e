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

    public static void Check(JsonNode? value, JsonObject schema, string path, List<FieldError> errors)
    {
        if (value is null && schema.Flag("nullable"))
            return;
        if (TypeRules.Mismatch(value, schema) is { } actual)
        {
            errors.Add(
                FieldError.TypeInvalid(
                    path.Length == 0 ? "<nil>" : path,
                    actual,
                    $"{path} in body must be of type {TypeRules.Expected(schema)}: \"{actual}\""
                )
            );
            return;
        }
        errors.AddRange(ValueRules.Check(value, schema, path));
        errors.AddRange(CombinationRules.Check(value, schema, path));
        if (value is JsonObject json)
            CheckObject(json, schema, path, errors);
        if (value is JsonArray list)
            CheckList(list, schema, path, errors);
    }

    private static void CheckObject(JsonObject json, JsonObject schema, string path, List<FieldError> errors)
    {
        errors.AddRange(
            schema
                .Texts("required")
                .Where(name => !json.ContainsKey(name))
                .Select(name => FieldError.Required(FieldPath.Child(path, name)))
        );
        foreach (var (name, value) in json)
        {
            // The metadata has rules of its own, which the schema may not change.
            if (path.Length == 0 && name is ("metadata" or "apiVersion" or "kind"))
                continue;
            if ((schema.Child("properties", name) ?? schema.Child("additionalProperties")) is { } known)
                Check(value, known, FieldPath.Child(path, name), errors);
        }
    }

    private static void CheckList(JsonArray list, JsonObject schema, string path, List<FieldError> errors)
    {
        errors.AddRange(ListRules.Check(list, schema, path));
        if (schema.Child("items") is not { } items)
            return;
        for (var index = 0; index < list.Count; index++)
            Check(list[index], items, FieldPath.Item(path, index), errors);
    }
}
