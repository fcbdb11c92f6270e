using System.Text.Json.Nodes;
using NodeGc.Api.Rules;
using NodeGc.Api.Schemas;
using NodeGc.Api.Yaml;

namespace NodeGc.Api.Tests.Schemas;

public sealed class SamplesTests
{
    private static IEnumerable<string> Samples =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples")).Select(Path.GetFileName).Order()!;

    [TestCaseSource(nameof(Samples))]
    public void A_sample_passes_the_schema_and_the_rules(string sample)
    {
        var text = File.ReadAllText(PathOf(sample));

        Assert.That(SchemaValidation.Check(Definition.Cleanup.Schema, YamlDocument.Parse(text).Root), Is.Empty);
        Assert.That(CleanupSpecRules.Check(CleanupYaml.Load(PathOf(sample)).Spec), Is.Empty);
    }

    [Test]
    public void The_sample_everything_names_every_field_with_its_default()
    {
        var sample = YamlDocument.Parse(File.ReadAllText(PathOf("everything.yaml"))).Root;

        foreach (var (path, schema) in Definition.Cleanup.Fields().Where(field => IsNamedInSpec(field.Path)))
        {
            var value = Find(sample, path);
            Assert.That(value, Is.Not.Null, path);
            if (schema["default"] is JsonValue standard)
                Assert.That(value!.ToJsonString(), Is.EqualTo(standard.ToJsonString()), path);
        }
    }

    [Test]
    public void No_two_samples_have_one_name() =>
        Assert.That(Samples.Select(sample => CleanupYaml.Load(PathOf(sample)).Metadata.Name), Is.Unique);

    private static bool IsNamedInSpec(string path) =>
        path.StartsWith("spec.", StringComparison.Ordinal)
        && !path.EndsWith("[]", StringComparison.Ordinal)
        // Either this or nodes.
        && !path.StartsWith("spec.rollout.canary.nodeSelector", StringComparison.Ordinal);

    private static JsonNode? Find(JsonNode node, string path) =>
        path.Replace("[]", ".0", StringComparison.Ordinal)
            .Split('.')
            .Aggregate((JsonNode?)node, (at, step) => step == "0" ? at?[0] : at?[step]);

    private static string PathOf(string sample) => Path.Combine(AppContext.BaseDirectory, "samples", sample);
}
