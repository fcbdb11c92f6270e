using NodeGc.Testing;
using NodeGc.Testing.Charts;
using NodeGc.Testing.Programs;

namespace NodeGc.Chart.Tests;

/// <summary>Each folder below Golden contains values and the rendered manifests. <c>NODEGC_GOLDEN=rewrite</c> writes
/// them again.</summary>
[Category("Golden")]
public sealed class GoldenTests
{
    private static readonly string Folder = SourceTree.PathOf("tests", "NodeGc.Chart.Tests", "Golden");

    private static IEnumerable<string> Cases =>
        Directory.GetDirectories(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    [Test]
    public void Renders_as_it_did([ValueSource(nameof(Cases))] string name, [Values] HelmVersion version)
    {
        var values = Path.Combine(Folder, name, "values.yaml");
        var manifests = ChartRenderer.Render(new ChartRelease { Helm = version, ValuesFile = values });
        var golden = Path.Combine(Folder, name, "manifests.yaml");
        if (Environment.GetEnvironmentVariable("NODEGC_GOLDEN") == "rewrite")
            File.WriteAllText(golden, manifests);

        Assert.That(
            manifests,
            Is.EqualTo(File.ReadAllText(golden)),
            "NODEGC_GOLDEN=rewrite writes the golden files again; review the diff"
        );
    }

    [Test]
    public void Is_linted_without_a_warning([ValueSource(nameof(Cases))] string name, [Values] HelmVersion version)
    {
        using var helm = new Helm(version);
        var result = helm.Run(
            "lint",
            "--strict",
            ChartRelease.Chart,
            "--values",
            Path.Combine(Folder, name, "values.yaml")
        );

        Assert.That(result.Succeeded, result.ToString());
        Assert.That(result.Output, Does.Contain("1 chart(s) linted, 0 chart(s) failed").And.Not.Contain("[WARNING]"));
    }

    [Test]
    public void Has_a_case_for_the_defaults_and_for_what_people_change() =>
        Assert.That(Cases, Is.SupersetOf(new[] { "custom-data-root", "default", "read-only" }));
}
