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
    /// <returns>Warnings for the client.</returns>
    public static IReadOnlyList<string> Apply(ResourceType type, JsonObject body, WriteOptions options)
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
        CheckValid(type, body);
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

    private static void CheckValid(ResourceType type, JsonObject body)
    {
        List<FieldError> errors = [.. MetadataRules.Check(body)];
        if (type.Schema is { } schema)
            errors.AddRange(Validation.Check(body, schema));
        if (type.GroupResource == CustomResources.GroupResource)
            errors.AddRange(DefinitionRules.Check(body));
        errors.AddRange(WorkloadRules.Check(type, body));
        if (errors.Count > 0)
            throw ApiErrors.Invalid(type, body.Name, [.. errors]);
    }
}
