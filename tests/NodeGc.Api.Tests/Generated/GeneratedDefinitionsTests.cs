using NodeGc.Api.Yaml;
using NodeGc.Testing;

namespace NodeGc.Api.Tests.Generated;

/// <summary>What follows from the definitions is as <c>make crds</c> writes it.</summary>
[Category("Golden")]
[Category("Definitions")]
public sealed class GeneratedDefinitionsTests
{
    private const string Cleanups = "nodegc.io_nodestoragecleanups.yaml";
    private const string Nodes = "nodegc.io_nodestorages.yaml";

    /// <summary>Helm and kustomize read only what is below their own folder.</summary>
    private static readonly string[] Copies = ["charts/nodegc/crds", "charts/manifests"];

    private static readonly string[] Names = [.. NamesIn("crds")];

    [Test]
    public void An_order_takes_exactly_what_a_cleanup_takes() =>
        GeneratedPage.Check($"crds/{Nodes}", GeneratedDefinition(Nodes));

    [Test]
    public void The_chart_has_a_copy_of_every_definition(
        [ValueSource(nameof(Copies))] string folder,
        [ValueSource(nameof(Names))] string name
    ) => GeneratedPage.Check($"{folder}/{name}", GeneratedDefinition(name));

    [Test]
    public void The_chart_has_no_other_definition([ValueSource(nameof(Copies))] string folder) =>
        Assert.That(NamesIn(folder), Is.EqualTo(Names).And.Not.Empty);

    [Test]
    public void The_reference_has_every_field_of_all_definitions() =>
        GeneratedPage.Check("docs/reference.md", Reference());

    [Test]
    public void The_reference_links_only_fields_that_exist()
    {
        var page = Reference();

        Assert.That(ReferencePage.DetailedFields.Where(field => !page.Contains($"| `{field}` |")), Is.Empty);
    }

    [Test]
    public void The_policy_in_an_order_has_no_rules()
    {
        var policy = Definition.Cleanup.Find("spec.limits")!;

        Assert.That(policy.ContainsKey("x-kubernetes-validations"));
        Assert.That(
            Definition
                .Node.Fields()
                .Where(field =>
                    field.Schema.ContainsKey("x-kubernetes-validations")
                    && field.Path.StartsWith("spec.orders[].", StringComparison.Ordinal)
                )
                .Select(field => field.Path),
            Is.Empty
        );
    }

    [TestCase("limits", "maxItems")]
    [TestCase("collect", "layers")]
    public void A_field_that_is_added_to_the_policy_reaches_the_orders(string part, string beside)
    {
        var cleanups = Read(Cleanups);
        var at = cleanups.IndexOf($"\n{new string(' ', 20)}{beside}:\n", StringComparison.Ordinal);
        var added = cleanups.Insert(at, $"\n{new string(' ', 20)}added: {{ type: boolean, description: Added. }}");
        var nodes = YamlToDefinition(PolicySchema.Copy(added, Read(Nodes)));

        Assert.That(nodes.Find($"spec.orders[].{part}.added"), Is.Not.Null);
        Assert.That(nodes.Find("spec.orders[].digest"), Is.Not.Null);
    }

    private static string Reference() =>
        ReferencePage.Write(Names.Select(name => YamlToDefinition(GeneratedDefinition(name)).Document));

    private static string GeneratedDefinition(string name) =>
        name == Nodes ? PolicySchema.Copy(Read(Cleanups), Read(Nodes)) : Read(name);

    private static Definition YamlToDefinition(string yaml) => new("", YamlDocument.Parse(yaml).Root.AsObject());

    private static string Read(string name) => File.ReadAllText(SourceTree.PathOf("crds", name));

    private static IEnumerable<string> NamesIn(string folder) =>
        Directory
            .GetFiles(SourceTree.PathOf(folder), "nodegc.io_*.yaml")
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);
}
