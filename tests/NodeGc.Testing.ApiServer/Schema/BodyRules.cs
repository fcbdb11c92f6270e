using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Rest;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>What a body must satisfy before it is stored: where its schema is known, it is pruned, given its defaults
/// and validated.</summary>
internal static class BodyRules
{
    /// <param name="type">The kind of the object.</param>
    /// <param name="body">The object, which is changed into what is stored.</param>
    /// <param name="before">What is stored now; null for a new object.</param>
    /// <param name="options">How to write.</param>
    /// <returns>Warnings for the client.</returns>
    public static IReadOnlyList<string> Apply(
        ResourceType type,
        JsonObject body,
        JsonObject? before,
        WriteOptions options
    )
    {
        List<string> unknown = [.. MetadataRules.Prune(body)];
        if (!type.IsCustom)
            BuiltInDefaults.Decode(type, body);
        if (!type.IsCustom && type.Schema is { } builtIn)
            ZeroValues.Drop(body, builtIn);
        if (type.Schema is { } schema)
        {
            unknown.AddRange(Pruning.Prune(body, schema));
            Defaulting.Apply(body, schema);
        }
        CheckUnknown(type, unknown, options);
        CheckValid(type, body, before);
        return options.FieldValidation == "Warn" ? [.. unknown.Select(Words)] : [];
    }

    private static void CheckUnknown(ResourceType type, List<string> unknown, WriteOptions options)
    {
        if (options.FieldValidation == "Strict" && unknown.Count > 0)
            throw ApiErrors.BadRequest(
                $"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: strict decoding error: "
                    + string.Join(", ", unknown.Select(Words))
            );
    }

    private static string Words(string field) => $"unknown field \"{field}\"";

    private static void CheckValid(ResourceType type, JsonObject body, JsonObject? before)
    {
        List<FieldError> errors = [.. MetadataRules.Check(body)];
        if (type.Schema is { } schema)
            errors.AddRange(Validation.Check(body, schema));
        if (type is { IsCustom: true, Schema: { } custom })
            errors.AddRange(CheckRules(body, before, custom, errors));
        if (type.GroupResource == CustomResources.GroupResource)
            errors.AddRange(DefinitionRules.Check(body));
        if (type.Group == AdmissionPolicyRules.Group)
            errors.AddRange(AdmissionPolicyRules.Check(type, body));
        errors.AddRange(WorkloadRules.Check(type, body));
        if (errors.Count > 0)
            throw ApiErrors.Invalid(type, body.Name, [.. errors]);
    }

    private static IEnumerable<FieldError> CheckRules(
        JsonObject body,
        JsonObject? before,
        JsonObject schema,
        List<FieldError> found
    ) =>
        found.Exists(error => error.KeepsRulesFromBeingChecked)
            ?
            [
                FieldError.Invalid(
                    "<nil>",
                    null,
                    "some validation rules were not checked because the object was invalid; correct the existing "
                        + "errors to complete validation"
                ),
            ]
            : DefinedRules.Check(body, before, schema);
}
