using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NodeGc.Architecture.Tests;

/// <summary>The same sources restore the same packages, this year and next.</summary>
public sealed partial class PackageTests
{
    private static readonly XElement[] Pinned =
    [
        .. XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion"),
    ];

    private static IEnumerable<Project> Projects => Repository.AllProjects;

    [TestCaseSource(nameof(Projects))]
    public void Every_package_in_use_is_pinned_centrally(object project)
    {
        var references = ((Project)project).Xml().Descendants("PackageReference").ToList();
        Assert.That(
            references.Select(reference => (string?)reference.Attribute("Include")),
            Is.SubsetOf(Pinned.Select(pin => (string?)pin.Attribute("Include")))
        );
        Assert.That(
            references.Where(reference =>
                reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            ),
            Is.Empty
        );
    }

    [Test]
    public void Every_pin_is_one_exact_version() =>
        Assert.That(
            Pinned.Select(pin => (string?)pin.Attribute("Version")),
            Has.All.Match(@"^\d+\.\d+\.\d+(\.\d+)?(-[\w.]+)?$")
        );

    [Test]
    public void No_package_is_pinned_twice() =>
        Assert.That(Pinned.Select(pin => (string?)pin.Attribute("Include")), Is.Unique);

    /// <summary>Where packages and images come from is a matter of the machine that builds, or of the chart's
    /// values.</summary>
    [Test]
    public void No_file_names_the_host_of_a_registry()
    {
        var files = Repository.Files.Where(file =>
            Text().IsMatch(file) && !file.EndsWith(nameof(PackageTests) + ".cs", StringComparison.Ordinal)
        );
        Assert.That(files.Where(file => RegistryHost().IsMatch(Repository.Read(file))), Is.Empty);
        Assert.That(
            Repository.Files.Where(file =>
                Path.GetFileName(file).Equals("nuget.config", StringComparison.OrdinalIgnoreCase)
            ),
            Is.Empty
        );
    }

    [GeneratedRegex(
        @"(\.(cs|csproj|props|targets|sln|md|yaml|yml|json|txt|sh|tpl|go|c|conf)|/Makefile|^Makefile|Dockerfile)$"
    )]
    private static partial Regex Text();

    [GeneratedRegex(
        @"\b(nuget\.org|npmjs\.(org|com)|pypi\.org|proxy\.golang\.org|crates\.io|rubygems\.org|ghcr\.io|quay\.io|"
            + @"gcr\.io|registry\.k8s\.io|mcr\.microsoft\.com|hub\.docker\.com|public\.ecr\.aws)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex RegistryHost();
}
