namespace NodeGc.Architecture.Tests;

/// <summary>Who may know whom. The pure core and the two protocols know nobody; only the processes at the edge know
/// several.</summary>
public sealed class ReferenceDirectionTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["NodeGc.Collector"] = [],
        ["NodeGc.Docker"] = [],
        ["NodeGc.Kubernetes"] = [],
        ["NodeGc.Telemetry"] = [],
        ["NodeGc.Api"] = ["NodeGc.Kubernetes"],
        ["NodeGc.Host"] = ["NodeGc.Collector"],
        ["NodeGc.Removal"] = ["NodeGc.Collector", "NodeGc.Host"],
        ["NodeGc.Stores"] = ["NodeGc.Collector", "NodeGc.Docker", "NodeGc.Host", "NodeGc.Removal"],
        ["NodeGc.Operator"] = ["NodeGc.Api", "NodeGc.Kubernetes", "NodeGc.Telemetry"],
        ["NodeGc.Kubectl"] = ["NodeGc.Api", "NodeGc.Kubernetes"],
        ["NodeGc.Agent"] =
        [
            "NodeGc.Collector",
            "NodeGc.Docker",
            "NodeGc.Kubernetes",
            "NodeGc.Api",
            "NodeGc.Host",
            "NodeGc.Removal",
            "NodeGc.Stores",
            "NodeGc.Telemetry",
        ],
    };

    private static IEnumerable<Project> Products => Repository.Products;

    [Test]
    public void Every_product_has_a_place_in_the_order() =>
        Assert.That(Products.Select(project => project.Name), Is.EquivalentTo(Allowed.Keys));

    [TestCaseSource(nameof(Products))]
    public void A_project_refers_only_to_what_it_may_know(object project) =>
        Assert.That(((Project)project).References, Is.SubsetOf(Allowed[((Project)project).Name]));

    [TestCaseSource(nameof(Products))]
    public void An_assembly_refers_only_to_what_it_may_know(object project)
    {
        var names = Products.ToDictionary(
            product => Path.GetFileNameWithoutExtension(product.Assembly),
            product => product.Name
        );
        var known = Metadata
            .ReferencedAssemblies(((Project)project).Assembly)
            .Where(names.ContainsKey)
            .Select(name => names[name]);
        Assert.That(known, Is.SubsetOf(Allowed[((Project)project).Name]));
    }

    [TestCaseSource(nameof(Products))]
    public void Only_tests_see_the_internals_of_a_project(object project) =>
        Assert.That(
            ((Project)project).Items("InternalsVisibleTo"),
            Has.All.Match(@"^NodeGc\.(\w+\.Tests|Testing|Scenarios|Fleet|Benchmarks(\.Measured)?)$")
        );

    /// <summary>Code that the server of the tests shared with a client would be wrong on both sides, and no test would
    /// see it.</summary>
    [Test]
    public void The_API_server_of_the_tests_shares_no_code_with_its_clients()
    {
        var server = Repository.AllProjects.Single(project => project.Name == "NodeGc.Testing.ApiServer");
        Assert.That(server.References, Is.Empty);
        Assert.That(server.Items("PackageReference"), Is.EqualTo(new[] { "Cel", "YamlDotNet" }));
    }
}
