using System.Collections.Immutable;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Tests.Accounting;

/// <summary>What a store holds of each class. Every directory takes 10 bytes.</summary>
public sealed class ClassHoldingsTests
{
    [Test]
    public void Containers_count_with_what_they_wrote_and_those_at_rest_are_reclaimable()
    {
        var node = Graph(
                "container:runs -> rw:runs -> r, r-init",
                "container:rests -> rw:rests -> s",
                "rw:runs, rw:rests -> layer:base -> b",
                "image:app -> layer:base"
            )
            .Known("container:runs", isInUse: true)
            .Known("container:rests");

        Assert.That(Of(node, CleanupClass.Containers), Is.EqualTo("2 of 30, 1 in use, 10 reclaimable"));
    }

    [Test]
    public void A_container_that_the_engine_does_not_list_is_none()
    {
        var node = Graph("container:listed -> rw:listed -> r", "container:forgotten -> rw:forgotten -> s")
            .Known("container:listed", isInUse: true);
        Assert.That(Of(node, CleanupClass.Containers), Is.EqualTo("1 of 10, 1 in use, 0 reclaimable"));
    }

    [Test]
    public void While_no_engine_answers_the_kernel_shows_which_containers_run()
    {
        var node = Graph("container:runs -> rw:runs -> r", "container:rests -> rw:rests -> s", "mount:m -> r");
        Assert.That(Of(WithoutEngine(node), CleanupClass.Containers), Is.EqualTo("2 of 20, 1 in use, 10 reclaimable"));
    }

    [Test]
    public void Images_of_containers_are_in_use_and_only_what_nothing_else_needs_is_reclaimable()
    {
        var node = Graph(
            "tag:used:1 -> image:used -> layer:top -> t",
            "tag:idle:1 -> image:idle -> layer:own -> o",
            "image:loose -> layer:lost -> l",
            "layer:top, layer:own, layer:lost -> layer:base -> b",
            "container:web -> image:used"
        );

        Assert.That(Of(node, CleanupClass.Images), Is.EqualTo("3 of 40, 1 in use, 20 reclaimable, 1 dangling"));
    }

    [Test]
    public void An_image_below_the_one_that_a_container_runs_is_not_in_use_and_frees_nothing()
    {
        var node = Graph(
            "tag:base:1 -> image:base -> layer:base -> b",
            "tag:app:1 -> image:app -> layer:top -> t",
            "layer:top -> layer:base",
            "image:app -> image:base",
            "container:web -> image:app"
        );
        Assert.That(Of(node, CleanupClass.Images), Is.EqualTo("2 of 20, 1 in use, 0 reclaimable, 0 dangling"));
    }

    [Test]
    public void An_intermediate_image_is_part_of_those_built_on_it()
    {
        var node = Graph(
            "tag:app:1 -> image:app -> image:step -> layer:step -> s",
            "image:app -> layer:top -> t",
            "layer:top -> layer:step"
        );
        Assert.That(Of(node, CleanupClass.Images), Is.EqualTo("1 of 20, 0 in use, 20 reclaimable, 0 dangling"));
    }

    [Test]
    public void Layers_that_the_build_cache_has_as_well_are_not_freed_with_their_image()
    {
        var node = Graph(
            "tag:app:1 -> image:app -> layer:top -> t",
            "layer:top -> layer:base -> b",
            "cache:step -> layer:base"
        );
        Assert.That(Of(node, CleanupClass.Images), Is.EqualTo("1 of 20, 0 in use, 10 reclaimable, 0 dangling"));
    }

    [Test]
    public void Build_cache_counts_records_and_what_no_image_has()
    {
        var node = Graph(
                "cache:idle -> c",
                "cache:busy -> d",
                "cache:shared -> layer:base -> b",
                "image:app -> layer:base"
            )
            .Known("cache:idle")
            .Known("cache:busy", isInUse: true)
            .Known("cache:shared", isInUse: true);

        Assert.That(Of(node, CleanupClass.BuildCache), Is.EqualTo("3 of 20, 2 in use, 10 reclaimable"));
    }

    [Test]
    public void Build_cache_that_the_engine_was_not_asked_for_counts_directories() =>
        Assert.That(
            Of(Graph("cache:idle -> c", "cache:other -> d", "mount:m -> d"), CleanupClass.BuildCache),
            Is.EqualTo("2 of 20, 1 in use, 10 reclaimable")
        );

    [Test]
    public void Volumes_and_layers_are_in_use_while_something_in_use_needs_them()
    {
        var node = Graph("container:web -> volume:data", "volume:old", "layer:base -> b", "orphan");
        Assert.That(Of(node, CleanupClass.Volumes), Is.EqualTo("2 of 20, 1 in use, 10 reclaimable"));
        Assert.That(Of(node, CleanupClass.Layers), Is.EqualTo("2 of 20, 1 in use, 10 reclaimable"));
    }

    [Test]
    public void What_lies_in_containerd_has_no_known_size()
    {
        var node = Graph("image:app", "container:web")
            .Doubting(DoubtScope.Nothing, kind: DoubtKind.ContainerdImageStore);
        Assert.That(Of(node, CleanupClass.Images), Is.EqualTo("1 of ?, 0 in use, ? reclaimable, 1 dangling"));
    }

    [Test]
    public void There_is_one_line_for_each_class() =>
        Assert.That(Of(Graph("a").Inventory).Select(line => line.Class), Is.EqualTo(Enum.GetValues<CleanupClass>()));

    private static string Of(Node node, CleanupClass cleanupClass)
    {
        var line = Of(node.Inventory).Single(holding => holding.Class == cleanupClass);
        Assert.That(line.Unused.Items + line.InUse.Items, Is.EqualTo(line.Total.Items));
        var dangling = line.Dangling is { } loose ? $", {loose} dangling" : "";
        return $"{line.Total.Items} of {Text(line.Total.Bytes)}, {line.InUse.Items} in use, "
            + $"{Text(line.Reclaimable)} reclaimable{dangling}";
    }

    private static ImmutableArray<ClassHolding> Of(Inventory inventory) =>
        UsageAccount.Create(new Liveness(inventory), [], [], []).Classes;

    private static string Text(Bytes? bytes) => bytes is { } known ? $"{known.Value}" : "?";

    private static Node WithoutEngine(Node node) =>
        node with
        {
            Inventory = node.Inventory with { Store = node.Inventory.Store with { EngineVersion = null } },
        };
}
