using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Tests.Explaining;

/// <summary>From what a person types to what is meant.</summary>
public sealed class NameTests
{
    private static readonly string Hex = string.Concat(Enumerable.Repeat("0a1b2c3d", 8));

    private static readonly string[] Lines =
    [
        $"tag:nginx:latest -> image:sha256:{Hex}",
        "tag:nginx:1.2 -> image:sha256:beef01",
        $"tag:nginx@sha256:d1{Hex[2..]} -> image:sha256:beef01",
        "tag:registry.example.com:5000/base/app:1 -> image:sha256:beef02",
        "container:c0ffee -> image:sha256:beef01",
        "volume:pg-data",
        "layer:sha256:beef03 -> beef04",
    ];

    [TestCase("nginx", "sha256:{0}")]
    [TestCase("nginx:latest", "sha256:{0}")]
    [TestCase("docker.io/library/nginx", "sha256:{0}")]
    [TestCase("nginx:1.2", "sha256:beef01")]
    [TestCase("library/nginx:1.2", "sha256:beef01")]
    [TestCase("nginx@sha256:d1{1}", "sha256:beef01")]
    [TestCase("sha256:d1{1}", "sha256:beef01", Description = "a digest by itself")]
    [TestCase("registry.example.com:5000/base/app:1", "sha256:beef02")]
    [TestCase("registry.example.com:5000/base/app", Description = "another tag")]
    [TestCase("latest", Description = "a tag alone names no image")]
    [TestCase("web", "c0ffee")]
    [TestCase("/web", "c0ffee")]
    [TestCase("(running)", Description = "a state is not a name")]
    [TestCase("pg-data", "pg-data")]
    [TestCase("pg-d", Description = "names are not abbreviated")]
    [TestCase("0a1b", "sha256:{0}")]
    [TestCase("sha256:0a1b2c", "sha256:{0}")]
    [TestCase("0a1", Description = "too short")]
    [TestCase("sha256:0a1", Description = "too short")]
    [TestCase("beef", "sha256:beef01", "sha256:beef02", "sha256:beef03", "overlay2/beef04")]
    [TestCase("beef03", "sha256:beef03")]
    [TestCase("overlay2/beef04", "overlay2/beef04")]
    [TestCase("overlay2/beef", Description = "a path is no abbreviation")]
    public void Finds_what_is_meant(string text, params string[] found)
    {
        var node = Graph(Lines).With("container:c0ffee", container => container with { Title = "web (running)" });
        var names = new Explainer(node.Inventory).FindNamed(Filled(text)).Select(resource => resource.Id.Name);
        Assert.That(names, Is.EquivalentTo(found.Select(Filled)));
    }

    [Test]
    public void A_whole_id_is_no_abbreviation_of_a_longer_one() =>
        Assert.That(
            new Explainer(Graph("beef", "beef-init").Inventory).FindNamed("beef").Select(resource => resource.Id.Name),
            Is.EqualTo(new[] { "overlay2/beef" })
        );

    [Test]
    public void A_reference_whose_image_is_missing_is_explained_itself() =>
        Assert.That(
            new Explainer(Graph("tag:app:1 -> ~image:gone").Inventory).FindNamed("app:1").Single().Id.Kind,
            Is.EqualTo(ResourceKind.ImageReference)
        );

    [Test]
    public void Lists_all_that_have_the_same_name()
    {
        var node = Graph("tag:web:latest -> image:sha256:beef01", "container:c0ffee", "volume:web")
            .With("container:c0ffee", container => container with { Title = "web (dead)" });
        Assert.That(new Explainer(node.Inventory).FindNamed("web"), Has.Length.EqualTo(3));
    }

    private static string Filled(string text) =>
        text.Replace("{0}", Hex, StringComparison.Ordinal).Replace("{1}", Hex[2..], StringComparison.Ordinal);
}
