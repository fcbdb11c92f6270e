using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Tables;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>What a real server demands of a CustomResourceDefinition before it takes it.</summary>
internal static class DefinitionRules
{
    public static IEnumerable<FieldError> Check(JsonObject definition)
    {
        List<FieldError> errors = [];
        var (group, plural) = (
            definition.Text("spec", "group") ?? "",
            definition.Text("spec", "names", "plural") ?? ""
        );
        if (definition.Name != $"{plural}.{group}")
            errors.Add(
                FieldError.Invalid("metadata.name", definition.Name, "must be spec.names.plural+\".\"+spec.group")
            );
        if (definition.Text("spec", "scope") is not ("Cluster" or "Namespaced"))
            errors.Add(
                FieldError.NotSupported("spec.scope", definition.At("spec", "scope"), ["Cluster", "Namespaced"])
            );
        if (definition.Text("spec", "names", "kind") is null or "")
            errors.Add(FieldError.Required("spec.names.kind"));
        if (definition.Each("spec", "versions").Count(version => version.Flag("storage")) != 1)
            errors.Add(
                FieldError.Invalid("spec.versions", "", "must have exactly one version marked as storage version")
            );
        errors.AddRange(
            definition
                .Each("spec", "versions")
                .SelectMany((version, index) => Version(version, $"spec.versions[{index}]"))
        );
        return errors;
    }

    private static IEnumerable<FieldError> Version(JsonObject version, string path)
    {
        var schemaPath = $"{path}.schema.openAPIV3Schema";
        if (version.Child("schema", "openAPIV3Schema") is not { } schema)
            return [FieldError.Required(schemaPath, "schemas are required")];
        var columns = version
            .Each("additionalPrinterColumns")
            .SelectMany((column, index) => Column(column, $"{path}.additionalPrinterColumns[{index}]"));
        return [.. StructuralRules.Check(schema, schemaPath), .. RuleDefinitions.Check(schema, schemaPath), .. columns];
    }

    private static IEnumerable<FieldError> Column(JsonObject column, string path)
    {
        foreach (var name in (string[])["name", "type", "jsonPath"])
            if (column.Text(name) is null or "")
                yield return FieldError.Required($"{path}.{name}");
        if (column.Text("type") is { } type and not ("boolean" or "date" or "integer" or "number" or "string"))
            yield return FieldError.NotSupported(
                $"{path}.type",
                type,
                ["boolean", "date", "integer", "number", "string"]
            );
        if (!CellPath.IsValid(column.Text("jsonPath") ?? ""))
            yield return FieldError.Invalid($"{path}.jsonPath", column["jsonPath"], "is not a simple JSONPath");
    }
}
