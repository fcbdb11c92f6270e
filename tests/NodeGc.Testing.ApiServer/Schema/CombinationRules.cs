using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary><c>allOf, anyOf, oneOf, not</c>.</summary>
internal static class CombinationRules
{
    public static IEnumerable<FieldError> Check(JsonNode? value, JsonObject schema, string path)
    {
        foreach (var part in schema.Each("allOf"))
        foreach (var error in Errors(value, part, path))
            yield return error;
        var any = schema.Each("anyOf").ToArray();
        if (any.Length > 0 && !any.Any(part => Accepts(value, part)))
            yield return Must(path, "validate at least one schema (anyOf)");
        var matching = schema.Each("oneOf").Count(part => Accepts(value, part));
        if (schema["oneOf"] is JsonArray && matching != 1)
            yield return Must(
                path,
                $"validate one and only one schema (oneOf). Found "
                    + $"{(matching == 0 ? "none valid" : $"{matching} valid alternatives")}"
            );
        if (schema.Child("not") is { } not && Accepts(value, not))
            yield return Must(path, "not validate the schema (not)");
    }

    private static bool Accepts(JsonNode? value, JsonObject schema) => Errors(value, schema, "").Count == 0;

    private static List<FieldError> Errors(JsonNode? value, JsonObject schema, string path)
    {
        List<FieldError> errors = [];
        Validation.Check(value, schema, path, errors);
        return errors;
    }

    private static FieldError Must(string path, string what) =>
        FieldError.Invalid(path.Length == 0 ? "<nil>" : path, "", $"\"{path}\" must {what}");
}
