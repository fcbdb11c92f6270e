using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Tests.Explaining;

public sealed class ImageCatalogTests
{
    /// <summary>A build: base, one step without a name, the result; and an image that was named once.</summary>
    private static readonly string[] Built =
    [
        "tag:base:1 -> image:base -> layer:l1 -> d1",
        "image:step -> image:base",
        "image:step -> layer:l2 -> d2",
        "layer:l2 -> layer:l1",
        "tag:app:1 -> image:app -> image:step",
        "image:app -> layer:l3 -> d3",
        "layer:l3 -> layer:l2",
        "image:old -> layer:l4 -> d4",
        "layer:l4 -> layer:l1",
    ];

    [TestCase("base", ImageKind.Tagged)]
    [TestCase("app", ImageKind.Tagged)]
    [TestCase("step", ImageKind.Intermediate)]
    [TestCase("old", ImageKind.Dangling)]
    public void Distinguishes_intermediate_images_from_dangling_ones(string image, ImageKind kind) =>
        Assert.That(Image(image, Built).Kind, Is.EqualTo(kind));

    [Test]
    public void Keeps_a_named_parent_tagged() =>
        Assert.That(Image("step", [.. Built, "tag:step:1 -> image:step"]).Kind, Is.EqualTo(ImageKind.Tagged));

    [Test]
    public void A_digest_alone_makes_no_tag()
    {
        var image = Image("old", [.. Built, "tag:old@sha256:ab -> image:old"]);
        Assert.That((image.Kind, image.Name), Is.EqualTo((ImageKind.Dangling, "old@sha256:ab")));
    }

    [TestCase("base", 10, 10, 0, 10)]
    [TestCase("step", 20, 20, 0, 10)]
    [TestCase("app", 30, 10, 20, 10)]
    [TestCase("old", 20, 10, 10, 20)]
    public void Adds_up_what_an_image_takes_shares_and_has_alone(
        string name,
        long size,
        long shared,
        long unique,
        long own
    )
    {
        var image = Image(name, Built);
        Assert.That(
            (image.Size, image.Shared, image.Unique, image.Own),
            Is.EqualTo(
                ((Bytes?)new Bytes(size), (Bytes?)new Bytes(shared), (Bytes?)new Bytes(unique), (Bytes?)new Bytes(own))
            )
        );
    }

    [Test]
    public void A_step_of_two_builds_or_one_with_a_container_is_shared()
    {
        string[] second = [.. Built, "tag:other:1 -> image:other -> image:step", "image:other -> layer:l3"];
        Assert.That(Image("app", second).Unique, Is.EqualTo((Bytes?)Bytes.Zero));
        Assert.That(Image("app", [.. Built, "container:web -> image:step"]).Unique, Is.EqualTo((Bytes?)new Bytes(10)));
    }

    [Test]
    public void Counts_every_directory_once_in_the_total() =>
        Assert.That(ImageCatalog.From(Graph(Built).Inventory).Total, Is.EqualTo((Bytes?)new Bytes(40)));

    [Test]
    public void Knows_no_sum_where_something_was_not_measured()
    {
        var catalog = ImageCatalog.From(Graph(Built).Sized("d1", null).Inventory);
        Assert.That(
            (catalog.Total, catalog.Find(Id("image:old"))!.Size, catalog.Find(Id("image:old"))!.Unique),
            Is.EqualTo(((Bytes?)null, (Bytes?)null, (Bytes?)new Bytes(10)))
        );
    }

    [Test]
    public void Lists_directories_top_first_and_counts_from_the_base() =>
        Assert.That(
            Image("app", Built).Directories.Select(entry => (entry.Directory.Id, entry.Layer?.Id.Name, entry.Position)),
            Is.EqualTo(new[] { (Id("d3"), "l3", (int?)3), (Id("d2"), "l2", 2), (Id("d1"), "l1", 1) })
        );

    [Test]
    public void Puts_a_directory_last_that_only_the_drivers_own_files_name()
    {
        var image = Image("app", "tag:app:1 -> image:app -> layer:top -> q -> p -> b", "layer:top -> layer:base -> b");
        Assert.That(
            image.Directories.Select(entry => (entry.Directory.Id, entry.Position)),
            Is.EqualTo(new[] { (Id("q"), (int?)2), (Id("b"), 1), (Id("p"), null) })
        );
        Assert.That((image.LayerCount, image.Size), Is.EqualTo((2, (Bytes?)new Bytes(30))));
    }

    [Test]
    public void Does_not_mistake_what_an_engine_named_beside_the_layers_for_more_of_them() =>
        Assert.That(
            Image("app", "image:app -> layer:top -> t", "image:app -> b, t", "layer:top -> layer:base -> b", "t -> b")
                .Directories.Select(entry => entry.Position),
            Is.EqualTo(new int?[] { 2, 1 })
        );

    [Test]
    public void A_missing_directory_takes_nothing_and_is_reported()
    {
        var image = Image("app", "image:app -> layer:top -> ~lost", "layer:top -> layer:base -> b");
        Assert.That(image.Directories[0].Directory.Directory, Is.Null);
        Assert.That(image.Size, Is.EqualTo((Bytes?)new Bytes(10)));
    }

    [Test]
    public void Before_1_10_the_directories_of_an_image_have_the_names_of_its_ancestors()
    {
        string[] old =
        [
            "tag:app:1 -> image:top -> image:base",
            "image:top -> top",
            "image:base -> base",
            "top -> base",
        ];
        var image = Image("top", old);
        Assert.That(
            image.Directories.Select(entry => (entry.Directory.Id, entry.Position)),
            Is.EqualTo(new[] { (Id("top"), (int?)2), (Id("base"), 1) })
        );
        Assert.That(
            (image.Own, image.Size, Image("base", old).Kind),
            Is.EqualTo(((Bytes?)new Bytes(10), (Bytes?)new Bytes(20), ImageKind.Intermediate))
        );
    }

    [Test]
    public void Adds_up_what_the_engine_says_of_layers()
    {
        var node = Graph(Built)
            .With("layer:l1", layer => layer with { EngineSize = new Bytes(3) })
            .With("layer:l4", layer => layer with { EngineSize = new Bytes(4) });
        var catalog = ImageCatalog.From(node.Inventory);
        Assert.That(
            (catalog.Find(Id("image:old"))!.EngineSize, catalog.Find(Id("image:app"))!.EngineSize),
            Is.EqualTo(((Bytes?)new Bytes(7), (Bytes?)null))
        );
    }

    [Test]
    public void Before_1_10_the_engine_reports_the_size_of_the_image_that_is_a_layer()
    {
        var node = Graph("image:top -> image:base -> base", "image:top -> top")
            .With("image:top", image => image with { EngineSize = new Bytes(1) })
            .With("image:base", image => image with { EngineSize = new Bytes(2) });
        Assert.That(
            ImageCatalog.From(node.Inventory).Find(Id("image:top"))!.EngineSize,
            Is.EqualTo((Bytes?)new Bytes(3))
        );
    }

    [Test]
    public void Says_with_whom_an_image_shares_layers_although_nobody_recorded_a_parent()
    {
        var shared = Image("old", Built).SharesLayers!;
        Assert.That(
            (shared.Count, string.Join(' ', shared.With.Select(id => id.Name)), shared.More),
            Is.EqualTo((1, "app base step", 0))
        );
    }

    [Test]
    public void Does_not_repeat_what_a_recorded_parent_shows() =>
        Assert.That(
            Image(
                "app",
                "image:app -> image:base -> layer:l1 -> d1",
                "image:app -> layer:l2 -> d2",
                "layer:l2 -> layer:l1"
            ).SharesLayers,
            Is.Null
        );

    [Test]
    public void Lists_tagged_images_first_by_name_and_does_not_depend_on_the_order_of_input()
    {
        var inventory = Graph(Built).Inventory;
        var backwards = inventory with { Resources = [.. inventory.Resources.Reverse()] };
        Assert.That(Names(inventory), Is.EqualTo(new[] { "app", "base", "old", "step" }).And.EqualTo(Names(backwards)));
    }

    private static string[] Names(Inventory inventory) =>
        [.. ImageCatalog.From(inventory).Images.Select(image => image.Image.Id.Name)];

    private static ImageSummary Image(string name, params string[] lines) =>
        ImageCatalog.From(Graph(lines).Inventory).Find(Id($"image:{name}"))!;
}
