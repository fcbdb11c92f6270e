using System.Reflection;
using System.Text.Json.Nodes;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;

namespace NodeGc.Api.Tests.Schemas;

public sealed class ReadmeTests
{
    private static readonly string[] DescribedOnce =
    [
        "spec.orders[].when.",
        "spec.orders[].collect.",
        "spec.orders[].protect.",
        "spec.orders[].disposal.",
        "spec.orders[].limits.",
    ];

    private static readonly string Readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));

    [TestCase("NodeStorageCleanup")]
    [TestCase("NodeStorage")]
    public void Describes_every_field_as_kubectl_explain_does_with_its_default(string kind)
    {
        var definition = Definition.From(kind);
        var section = Readme[Readme.IndexOf($"\n## {definition.Kind}\n", StringComparison.Ordinal)..];

        foreach (
            var (path, schema) in definition.Fields().Where(field => !IsDescribedElsewhere(definition, field.Path))
        )
        {
            var row = section
                .Split('\n')
                .FirstOrDefault(line => line.StartsWith($"| `{path}` |", StringComparison.Ordinal));
            Assert.That(row, Is.Not.Null, $"{definition.Kind}: {path} is missing in crds/README.md");
            if (!row!.Contains(" See ", StringComparison.Ordinal))
                Assert.That(row, Does.EndWith($" | {schema["description"]} |"), path);
            if (schema["default"] is JsonValue standard)
                Assert.That(row, Does.Contain($"| `{standard}` |"), path);
        }
    }

    [TestCase(typeof(CleanupConditions))]
    [TestCase(typeof(CleanupReasons))]
    [TestCase(typeof(NodeConditions))]
    [TestCase(typeof(NodeReasons))]
    public void Explains_every_condition_and_reason(Type words)
    {
        var rows = words
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(word => $"| `{word.GetRawConstantValue()}` |");

        Assert.That(rows.Where(row => !Readme.Contains(row, StringComparison.Ordinal)), Is.Empty);
    }

    private static bool IsDescribedElsewhere(Definition definition, string path) =>
        path is "apiVersion" or "kind" or "spec" or "status"
        || path.EndsWith("[]", StringComparison.Ordinal)
        || path.Contains("conditions[]", StringComparison.Ordinal)
        || DescribedOnce.Any(start => path.StartsWith(start, StringComparison.Ordinal))
        || (path.Contains('.', StringComparison.Ordinal) && IsAmount(definition.Find(path[..path.LastIndexOf('.')])));

    /// <summary>A tally or a space: their fields are explained once.</summary>
    private static bool IsAmount(JsonObject? schema) =>
        schema?["properties"] is JsonObject fields
        && fields.Select(field => field.Key).ToHashSet() is var names
        && (names.SetEquals(["items", "bytes", "size"]) || names.SetEquals(["bytes", "inodes", "size"]));
}
