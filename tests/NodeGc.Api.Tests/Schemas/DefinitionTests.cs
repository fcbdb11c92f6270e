using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodeGc.Api.Schemas;

namespace NodeGc.Api.Tests.Schemas;

/// <summary>The definitions are accepted by a server, bounded, and documented for <c>kubectl
/// explain</c>.</summary>
[TestFixture("NodeStorageCleanup", 4)]
[TestFixture("NodeStorage", 4)]
[TestFixture("NodeStorageRestore", 0)]
public sealed partial class DefinitionTests(string kind, int quantityFields)
{
    private readonly Definition definition = Definition.From(kind);

    [Test]
    public void Describes_every_field() =>
        Assert.That(
            Named(field => field.Schema["description"] is null && !field.Path.EndsWith("[]", StringComparison.Ordinal)),
            Is.Empty
        );

    [Test]
    public void Bounds_every_list_and_says_how_it_merges() =>
        Assert.That(
            Named(field =>
                HasType(field, "array")
                && (field.Schema["maxItems"] is null || field.Schema["x-kubernetes-list-type"] is null)
            ),
            Is.Empty
        );

    [Test]
    public void Bounds_every_text() =>
        Assert.That(
            Named(field =>
                HasType(field, "string")
                && field.Schema["maxLength"] is null
                && field.Schema["enum"] is null
                && field.Schema["format"] is null
                && field.Path is not ("apiVersion" or "kind")
            ),
            Is.Empty
        );

    [Test]
    public void Gives_every_number_a_width_and_a_least_value() =>
        Assert.That(
            Named(field =>
                HasType(field, "integer") && (field.Schema["format"] is null || field.Schema["minimum"] is null)
            ),
            Is.Empty
        );

    [Test]
    public void Takes_every_quantity_as_a_number_too()
    {
        var quantities = definition
            .Fields()
            .Where(field =>
                field.Schema["pattern"]?.GetValue<string>().Contains("Ki|Mi", StringComparison.Ordinal) == true
            )
            .ToList();

        Assert.That(quantities, Has.Count.GreaterThanOrEqualTo(quantityFields));
        Assert.That(
            quantities
                .Where(field =>
                    field.Schema["x-kubernetes-int-or-string"] is null
                    || field.Schema["type"] is not null
                    || field.Schema["minimum"] is null
                )
                .Select(field => field.Path),
            Is.Empty
        );
    }

    [Test]
    public void Uses_only_keywords_that_the_command_line_checks_too() =>
        Assert.That(
            definition
                .Fields()
                .SelectMany(field => field.Schema.Select(keyword => keyword.Key))
                .Distinct()
                .Except(SchemaValidation.Keywords),
            Is.Empty
        );

    [Test]
    public void Keeps_map_keys_required_as_a_structural_schema_must() =>
        Assert.That(
            Named(field =>
                field.Schema["x-kubernetes-list-map-keys"] is JsonArray keys
                && keys.Any(key =>
                    field.Schema["items"]!["required"]?.AsArray().Any(name => JsonNode.DeepEquals(name, key)) != true
                )
            ),
            Is.Empty
        );

    [Test]
    public void Has_defaults_that_its_own_schema_allows() =>
        Assert.That(
            Named(field =>
                field.Schema["default"] is { } standard && !SchemaValidation.Check(field.Schema, standard).IsEmpty
            ),
            Is.Empty
        );

    [Test]
    public void Shows_columns_that_lead_to_a_field()
    {
        var paths = definition.Version["additionalPrinterColumns"]!
            .AsArray()
            .Select(column => column!["jsonPath"]!.GetValue<string>());

        Assert.That(
            paths.Where(path => definition.Find(Plain(path)) is null && path != ".metadata.creationTimestamp"),
            Is.Empty
        );
    }

    [Test]
    public void Is_cluster_scoped_with_a_status_of_its_own()
    {
        Assert.That(definition.Document["spec"]!["scope"]!.GetValue<string>(), Is.EqualTo("Cluster"));
        Assert.That(definition.Version["subresources"]!["status"], Is.InstanceOf<JsonObject>());
        var plural = definition.Document["spec"]!["names"]!["plural"];
        Assert.That(
            definition.Document["metadata"]!["name"]!.GetValue<string>(),
            Is.EqualTo($"{plural}.{ApiGroup.Name}")
        );
    }

    private IEnumerable<string> Named(Func<(string Path, JsonObject Schema), bool> wrong) =>
        definition.Fields().Where(wrong).Select(field => field.Path);

    private static bool HasType((string Path, JsonObject Schema) field, string type) =>
        (field.Schema["type"]?.GetValue<string>() ?? "int-or-string") == type;

    private static string Plain(string jsonPath) => Selector().Replace(jsonPath, "[]");

    [GeneratedRegex(@"\[[^\]]+\]")]
    private static partial Regex Selector();
}
