using NodeGc.Testing;

namespace NodeGc.Chart.Tests;

/// <summary>Helm reads definitions only from the directory of the chart, so the chart contains copies.</summary>
public sealed class DefinitionCopiesTests
{
    private static readonly string Source = SourceTree.PathOf("crds");
    private static readonly string Copies = SourceTree.PathOf("charts", "nodegc", "crds");

    [Test]
    public void The_chart_holds_a_copy_of_every_definition_and_nothing_else() =>
        Assert.That(Names(Copies), Is.EqualTo(Names(Source)).And.Not.Empty);

    [Test]
    public void The_copies_are_equal_to_the_byte() =>
        Assert.That(
            Names(Source)
                .Where(name =>
                    !File.ReadAllBytes(Path.Combine(Source, name))
                        .SequenceEqual(File.ReadAllBytes(Path.Combine(Copies, name)))
                ),
            Is.Empty,
            "copy crds/*.yaml to charts/nodegc/crds"
        );

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
