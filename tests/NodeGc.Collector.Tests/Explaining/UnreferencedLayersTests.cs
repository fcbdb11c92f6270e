using NodeGc.Collector.Explaining;

namespace NodeGc.Collector.Tests.Explaining;

public sealed class UnreferencedLayersTests
{
    [Test]
    public void Finds_the_layers_that_only_the_layer_store_knows()
    {
        var found = Find(
            "tag:nginx:1 -> image:nginx -> layer:sha256:used -> u",
            "layer:sha256:top -> t",
            "layer:sha256:top -> layer:sha256:base -> b"
        );
        Assert.That(
            found,
            Is.EqualTo(new[] { "image/overlay2/layerdb/sha256/base", "image/overlay2/layerdb/sha256/top" })
        );
    }

    [TestCase("container:web")]
    [TestCase("image:nginx")]
    [TestCase("cache:step")]
    [TestCase("rw:build")]
    [TestCase("plugin:ssh")]
    public void Does_not_name_a_layer_that_something_else_needs(string owner) =>
        Assert.That(Find($"{owner} -> layer:sha256:used -> u"), Is.Empty);

    [Test]
    public void Reports_the_size_of_its_directory() =>
        Assert.That(
            UnreferencedLayers.Find(Graph("layer:sha256:top -> t").Inventory)[0].Size,
            Is.EqualTo(new Bytes(10))
        );

    private static string[] Find(params string[] lines) =>
        [.. UnreferencedLayers.Find(Graph(lines).Inventory).Select(leftover => leftover.Path)];
}
