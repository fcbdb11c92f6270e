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
        Check(value, SchemaFacts.Of(schema), new Place(null, path, 0), errors);

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
        if (schema.HasValueRules)
            errors.AddRange(ValueRules.Check(value, schema.Schema, place.ToString()));
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
        errors.AddRange(ListRules.Check(list, schema.Schema, place.ToString()));
        if (schema.Items is not { } items)
            return;
        for (var index = 0; index < list.Count; index++)
            Check(list[index], items, place.Item(index), errors);
    }

    /// <summary>Where a value is; its path is only written for an error or a rule.</summary>
    private sealed record Place(Place? Parent, string? Name, int Index)
    {
        public bool IsRoot => Parent is null && Name is "";

        public Place Child(string name) => new(this, name, 0);

        public Place Item(int index) => new(this, null, index);

        public override string ToString() =>
            Parent is null ? Name!
            : Name is null ? FieldPath.Item(Parent.ToString(), Index)
            : FieldPath.Child(Parent.ToString(), Name);
    }
}
