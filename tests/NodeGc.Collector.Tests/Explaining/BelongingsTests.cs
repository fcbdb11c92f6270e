using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Tests.Explaining;

/// <summary>What belongs to images, containers and volumes, in every era.</summary>
public sealed class BelongingsTests
{
    [Test]
    public void A_container_has_its_own_directories_its_image_and_its_volumes() =>
        Assert.That(
            Of(
                "container:web",
                "container:web -> rw:web -> rw, rw-init",
                "rw:web -> layer:top -> t",
                "layer:top -> layer:base -> b",
                "container:web -> image:app -> layer:top",
                "container:web -> volume:data"
            ),
            Is.EqualTo(new[] { "ReadWrite rw", "Init rw-init", "ImageLayer t", "ImageLayer b", "Volume volume:data" })
        );

    [Test]
    public void A_container_whose_image_was_removed_is_still_based_on_its_layers() =>
        Assert.That(
            Of(
                "container:web",
                "container:web -> rw:web -> rw",
                "rw:web -> layer:top -> t",
                "container:web -> ~image:app"
            ),
            Is.EqualTo(new[] { "ReadWrite rw", "ImageLayer t" })
        );

    [Test]
    public void Before_1_10_the_directories_of_a_container_have_its_name() =>
        Assert.That(
            Of(
                "container:web",
                "container:web -> web, web-init",
                "container:web -> image:top",
                "image:top -> top",
                "image:top -> image:base -> base",
                "web -> web-init"
            ),
            Is.EqualTo(new[] { "ReadWrite web", "Init web-init", "ImageLayer top", "ImageLayer base" })
        );

    [Test]
    public void After_the_migration_the_directories_are_found_through_the_layer_mount() =>
        Assert.That(
            Of(
                "container:web",
                "container:web -> web, web-init",
                "container:web -> rw:web -> web, web-init",
                "rw:web -> layer:sha256:top -> v1",
                "container:web -> image:sha256:new -> layer:sha256:top"
            ),
            Is.EqualTo(new[] { "ReadWrite web", "Init web-init", "ImageLayer v1" })
        );

    [Test]
    public void A_container_of_another_driver_has_only_what_is_there() =>
        Assert.That(Of("container:web", "container:web -> ~web, ~web-init", "container:web -> ~rw:web"), Is.Empty);

    [Test]
    public void What_is_below_a_container_by_the_drivers_own_files_alone_is_reported() =>
        Assert.That(
            Of(
                "container:web",
                "container:web -> rw:web -> rw -> rw-init -> q -> p",
                "rw:web -> rw-init, layer:top",
                "layer:top -> q"
            ),
            Is.EqualTo(new[] { "ReadWrite rw", "Init rw-init", "ImageLayer q", "BelowLayers p" })
        );

    [Test]
    public void A_volume_is_one_directory() =>
        Assert.That(Of("volume:data", "container:web -> volume:data"), Is.EqualTo(new[] { "Itself volume:data" }));

    [Test]
    public void Says_who_shares_a_directory()
    {
        var belongings = Explain(
            "image:app",
            "image:app -> layer:top -> t",
            "layer:top -> layer:base -> b",
            "image:base -> layer:base"
        ).Belongings;
        Assert.That(
            belongings.Select(belonging => belonging.SharedWith.Select(other => other.Id.Name)),
            Is.EqualTo(new[] { Array.Empty<string>(), ["base"] })
        );
    }

    [Test]
    public void Says_which_other_containers_use_a_volume()
    {
        var explanation = Explain(
            "container:a",
            "container:a -> volume:shared, volume:own",
            "container:b -> volume:shared"
        );
        Assert.That(
            explanation.Belongings.Select(belonging => (belonging.Directory.Id.Name, belonging.SharedWith.Length)),
            Is.EqualTo(new[] { ("own", 0), ("shared", 1) })
        );
        Assert.That(
            (explanation.Total, explanation.Unique),
            Is.EqualTo(((Bytes?)new Bytes(20), (Bytes?)new Bytes(10)))
        );
    }

    [Test]
    public void A_mounted_directory_shows_all_that_it_is_based_on()
    {
        var explainer = new Explainer(
            Graph(
                "container:web -> rw:web -> rw, rw-init",
                "rw:web -> layer:top -> t",
                "layer:top -> layer:base -> b"
            ).Inventory
        );
        var stack = explainer.StackOf(explainer.FindAt("overlay2/rw").Single());
        Assert.That(
            stack.Select(directory => PlanReading.NameOf(directory.Id)),
            Is.EqualTo(new[] { "rw", "rw-init", "t", "b" })
        );
    }

    private static string[] Of(string name, params string[] lines) =>
        [
            .. Explain(name, lines)
                .Belongings.Select(belonging => $"{belonging.Role} {PlanReading.NameOf(belonging.Directory.Id)}"),
        ];

    private static Explanation Explain(string name, params string[] lines)
    {
        var inventory = Graph(lines).Inventory;
        return new Explainer(inventory).Explain(inventory.Resources.Single(resource => resource.Id == Id(name)));
    }
}
