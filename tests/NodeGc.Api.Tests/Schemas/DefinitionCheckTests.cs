using System.Text.Json.Nodes;
using NodeGc.Api.Schemas;

namespace NodeGc.Api.Tests.Schemas;

public sealed class DefinitionCheckTests
{
    [TestCase(DefinitionCheck.Cleanups, "NodeStorageCleanup")]
    [TestCase(DefinitionCheck.Nodes, "NodeStorage")]
    [TestCase(DefinitionCheck.Restores, "NodeStorageRestore")]
    public void The_definitions_of_this_release_lack_nothing(string name, string kind) =>
        Assert.That(DefinitionCheck.FindGaps(name, Definition.From(kind).Document), Is.Empty);

    [TestCase("NodeStorageCleanup")]
    [TestCase("NodeStorage")]
    [TestCase("NodeStorageRestore")]
    public void Every_field_that_is_taken_away_is_named(string kind)
    {
        var paths = Definition.From(kind).Fields().Select(field => field.Path);
        foreach (var path in paths.Where(path => !path.EndsWith("[]", StringComparison.Ordinal)))
        {
            var copy = Definition.From(kind) with { Document = Definition.From(kind).Document.DeepClone().AsObject() };
            var steps = path.LastIndexOf('.');
            (copy.Find(path[..Math.Max(0, steps)])!["properties"] as JsonObject)!.Remove(path[(steps + 1)..]);

            var gaps = DefinitionCheck.FindGaps(Name(kind), copy.Document);
            Assert.That(gaps.Select(gap => (gap.Field, gap.Problem)), Is.EqualTo([(path, "is missing")]), path);
            Assert.That(
                gaps[0].LosesSpec,
                Is.EqualTo(path == "spec" || path.StartsWith("spec.", StringComparison.Ordinal)),
                path
            );
        }
    }

    [Test]
    public void A_word_that_an_older_enumeration_does_not_have_is_named()
    {
        var copy = Copy();
        copy.Find("spec.mode")!["enum"] = new JsonArray("Report", "Enforce");
        Assert.That(
            DefinitionCheck.FindGaps(DefinitionCheck.Cleanups, copy.Document).Select(gap => gap.ToString()),
            Is.EqualTo(["the CRD nodestoragecleanups.nodegc.io: spec.mode does not allow Approve"])
        );
    }

    [Test]
    public void A_definition_that_keeps_what_it_does_not_know_drops_nothing()
    {
        var copy = Copy();
        var spec = copy.Find("spec")!;
        spec.Remove("properties");
        spec["x-kubernetes-preserve-unknown-fields"] = true;
        Assert.That(DefinitionCheck.FindGaps(DefinitionCheck.Cleanups, copy.Document), Is.Empty);
    }

    [Test]
    public void A_definition_that_is_missing_or_serves_another_version_is_named()
    {
        var copy = Copy();
        copy.Version["name"] = "v1";
        Assert.That(
            DefinitionCheck.FindGaps(DefinitionCheck.Cleanups, copy.Document).Single().ToString(),
            Is.EqualTo("the CRD nodestoragecleanups.nodegc.io does not serve version v1alpha1")
        );
        Assert.That(
            DefinitionCheck.FindGaps(DefinitionCheck.Nodes, null).Single().ToString(),
            Is.EqualTo("the CRD nodestorages.nodegc.io is not installed")
        );
    }

    private static Definition Copy() =>
        Definition.Cleanup with
        {
            Document = Definition.Cleanup.Document.DeepClone().AsObject(),
        };

    private static string Name(string kind) =>
        DefinitionCheck.Names.Single(name =>
            string.Equals(name, $"{kind}s.nodegc.io", StringComparison.OrdinalIgnoreCase)
        );
}
