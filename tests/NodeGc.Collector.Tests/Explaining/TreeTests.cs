using NodeGc.Collector.Explaining;

namespace NodeGc.Collector.Tests.Explaining;

public sealed class TreeTests
{
    [Test]
    public void Images_stand_below_those_they_were_built_on() =>
        Assert.That(
            Images(
                "tag:base:1 -> image:base",
                "image:step -> image:base",
                "tag:app:1 -> image:app -> image:step",
                "image:alone"
            ),
            Is.EqualTo(new[] { "base 0", "step 1", "app 2", "alone 0" })
        );

    [Test]
    public void A_circle_of_parents_is_cut_and_every_image_shown_once() =>
        Assert.That(
            Images("image:a -> image:b -> image:c -> image:a", "image:d -> image:c").Select(line => line[0]),
            Is.EquivalentTo("abcd")
        );

    [Test]
    public void Layers_branch_where_images_do() =>
        Assert.That(
            Layers(
                "image:app -> layer:top -> t",
                "layer:top -> layer:base -> b",
                "image:base -> layer:base",
                "image:other -> layer:side -> s",
                "layer:side -> layer:base"
            ),
            Is.EqualTo(new[] { "base 0 [base]", "side 1 [other]", "top 1 [app]" })
        );

    [Test]
    public void Containers_are_based_on_the_layer_below_their_own() =>
        Assert.That(
            Layers(
                "container:web -> rw:web -> layer:top -> t",
                "container:web -> image:gone",
                "image:gone -> layer:top"
            ),
            Is.EqualTo(new[] { "top 0 [gone, web]" })
        );

    [Test]
    public void A_layer_that_nothing_uses_is_shown_as_well() =>
        Assert.That(Layers("layer:alone -> d"), Is.EqualTo(new[] { "alone 0 []" }));

    [Test]
    public void Build_cache_is_reported_at_the_layer_it_names() =>
        Assert.That(Layers("cache:step -> layer:top -> d"), Is.EqualTo(new[] { "top 0 [step]" }));

    [Test]
    public void Before_1_10_directories_stand_for_layers() =>
        Assert.That(
            Layers(
                "image:top -> image:base -> base",
                "image:top -> top",
                "container:web -> image:top",
                "container:web -> web, web-init",
                "image:side -> side",
                "image:side -> image:base"
            ),
            Is.EqualTo(new[] { "overlay2/base 0 [base]", "overlay2/side 1 [side]", "overlay2/top 1 [top, web]" })
        );

    private static string[] Images(params string[] lines) =>
        [
            .. ImageTree
                .Build(ImageCatalog.From(Graph(lines).Inventory))
                .Select(node => $"{node.Image.Image.Id.Name} {node.Depth}"),
        ];

    private static string[] Layers(params string[] lines) => [.. LayerTree.Build(Graph(lines).Inventory).Select(Line)];

    private static string Line(LayerNode node)
    {
        var leaves = node
            .Images.Select(image => image.Image.Id.Name)
            .Concat(node.Containers.Concat(node.BuildRecords).Select(leaf => leaf.Id.Name));
        return $"{node.Layer.Id.Name} {node.Depth} [{string.Join(", ", leaves)}]";
    }
}
