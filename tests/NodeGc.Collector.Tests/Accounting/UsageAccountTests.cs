using System.Collections.Immutable;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Tests.Accounting;

public sealed class UsageAccountTests
{
    private static readonly string Web = new('a', 64);

    [Test]
    public void Image_layers_are_those_that_an_image_needs_whoever_else_does() =>
        AssertParts(
            Account(
                Graph(
                    "tag:nginx:1 -> image:nginx -> layer:top -> t",
                    "layer:top -> layer:base -> b",
                    "cache:step -> layer:base"
                )
            ),
            "imageLayers 2 20 20"
        );

    [Test]
    public void A_layer_that_only_the_build_cache_needs_is_build_cache() =>
        AssertParts(
            Account(Graph("image:nginx -> layer:base -> b", "cache:step -> c", "cache:other -> layer:stage -> s")),
            "imageLayers 1 10 10",
            "buildCache 2 20 20"
        );

    [Test]
    public void The_engine_does_not_account_for_what_only_another_layer_names() =>
        AssertParts(
            Account(Graph("image:nginx -> layer:top -> t -> lower", "cache:step -> c -> below")),
            "imageLayers 2 20 10",
            "buildCache 2 20 10"
        );

    [Test]
    public void The_directories_of_a_container_are_its_own_and_those_below_it_are_the_image_s() =>
        AssertParts(
            Account(
                Graph(
                    "container:web -> rw:web -> w",
                    "rw:web -> w-init",
                    "rw:web -> layer:base -> b",
                    "image:nginx -> layer:base",
                    "w -> w-init -> b"
                )
            ),
            "imageLayers 1 10 10",
            "containerLayers 2 20 20"
        );

    [Test]
    public void The_layers_of_a_container_whose_image_is_gone_are_not_accounted_for() =>
        AssertParts(
            Account(Graph("container:web -> rw:web -> w", "rw:web -> layer:base -> b")),
            "imageLayers 1 10 0",
            "containerLayers 1 10 10"
        );

    [Test]
    public void Before_1_10_directories_have_the_names_of_images_and_containers()
    {
        var node = Graph(
            $"container:{Web} -> {Web}",
            $"container:{Web} -> {Web}-init",
            "image:i1 -> i1",
            "tag:a:1 -> image:i1",
            $"{Web} -> i1"
        );
        var inventory = node.Inventory with { Store = node.Inventory.Store with { ReusesNames = true } };
        AssertParts(Account(inventory), "imageLayers 1 10 10", "containerLayers 2 20 20");
    }

    [Test]
    public void A_layer_that_only_the_layer_store_knows_is_unreferenced() =>
        AssertParts(Account(Graph("layer:top -> t", "rw:build -> r")), "unreferencedLayers 2 20 0");

    [Test]
    public void What_nothing_alive_needs_is_orphaned_and_what_only_the_kernel_knows_is_unexplained() =>
        AssertParts(
            Account(Graph("orphan", "mount:m -> mounted", "file:p -> opened")),
            "orphanedLayers 1 10 0",
            "unexplained 2 20 0"
        );

    [Test]
    public void Volumes_are_distinguished_by_who_made_them_and_where_their_data_lies()
    {
        var node = Graph(
                "volume:named",
                "volume:anonymous",
                "volume:lost",
                "volume:used",
                "volume:elsewhere",
                "container:web -> volume:used"
            )
            .WithVolume("named", isAnonymous: false)
            .WithVolume("lost", isKnown: false)
            .WithVolume("used", isKnown: false, isAnonymous: false)
            .WithVolume("elsewhere", isLocal: false);
        AssertParts(
            Account(node),
            "volumesNamed 2 20 10",
            "volumesAnonymous 1 10 10",
            "volumesOrphaned 1 10 0",
            "volumesElsewhere 1 10 0"
        );
    }

    [Test]
    public void Related_paths_belong_to_their_directory_and_are_not_items()
    {
        var node = Graph("orphan")
            .WithDirectory("orphan", directory => directory with { RelatedPaths = ["aufs/layers/orphan"] });
        AssertParts(Account(node.Inventory, At("overlay2/orphan"), At("aufs/layers/orphan")), "orphanedLayers 1 20 0");
    }

    [Test]
    public void A_store_that_is_not_in_use_is_one_item_with_the_volumes_of_old_engines_in_it_left_out()
    {
        var store = new Resource(new ResourceId(ResourceKind.Store, "vfs"))
        {
            Directory = DirectoryAt("vfs") with { RelatedPaths = ["image/vfs"] },
        };
        var volume = new Resource(ResourceId.Volume("old"))
        {
            Directory = DirectoryAt("vfs/dir/old"),
            Volume = new VolumeFacts(true, true, true),
        };
        var inventory = Graph("orphan").Inventory with { Resources = [store, volume] };
        AssertParts(
            Account(inventory, At("vfs"), At("vfs/dir"), At("vfs/dir/old"), At("vfs/dir/layer"), At("image/vfs")),
            "volumesAnonymous 1 10 10",
            "leftoverStores 1 40 0"
        );
    }

    [Test]
    public void Leftovers_are_reported_by_what_they_are()
    {
        var inventory = Graph("orphan").Inventory with
        {
            Leftovers =
            [
                new Leftover(LeftoverKind.DormantStore, "aufs", ""),
                new Leftover(LeftoverKind.Debris, "overlay2/check-overlayfs-support1", ""),
                new Leftover(LeftoverKind.UnknownName, "overlay2/odd", ""),
                new Leftover(LeftoverKind.UnreferencedLayer, "image/overlay2/layerdb/sha256/1", ""),
            ],
        };
        AssertParts(
            Account(
                inventory,
                At("aufs"),
                At("overlay2/check-overlayfs-support1"),
                At("overlay2/odd"),
                At("image/overlay2/layerdb/sha256")
            ),
            "metadata 1 10 0",
            "scratch 1 10 0",
            "leftoverStores 1 10 0",
            "unexplained 1 10 0"
        );
    }

    [Test]
    public void Deleted_files_are_on_the_disk_and_not_accounted_for()
    {
        var usage = UsageAccount.Create(
            new Liveness(Graph("orphan").Inventory),
            [],
            [new DeletedFile(7, "nginx", "/log", new Bytes(30)), new DeletedFile(8, "sh", "/tmp/x", new Bytes(50))],
            []
        );
        AssertParts(usage, "deletedOpenFiles 2 80 0");
        Assert.That(usage.DeletedOpenFiles.Select(held => held.File.Pid), Is.EqualTo([8, 7]), "largest first");
        Assert.That(
            (usage.OnDisk, usage.Unaccounted),
            Is.EqualTo((new Extent(new Bytes(80), 2), new Extent(new Bytes(80), 2)))
        );
    }

    [Test]
    public void A_deleted_file_is_reported_with_its_container_and_pod()
    {
        var node = Graph($"container:{Web}", $"container:{new string('b', 64)}")
            .Labelled($"container:{Web}", "io.kubernetes.pod.namespace", "shop")
            .Labelled($"container:{Web}", "io.kubernetes.pod.name", "web-1")
            .With($"container:{Web}", container => container with { Title = "k8s_web (running)" });
        DeletedFile Of(string? container) => new(7, "nginx", "/log", new Bytes(30)) { ContainerId = container };
        var usage = UsageAccount.Create(
            new Liveness(node.Inventory),
            [],
            [Of(Web), Of(new string('b', 64)), Of("gone"), Of(null)],
            []
        );
        Assert.That(
            usage.DeletedOpenFiles.Select(held => (held.Container, held.Pod)),
            Is.EqualTo(
                new (string?, string?)[]
                {
                    ("k8s_web", "shop/web-1"),
                    (new string('b', 64), null),
                    ("gone", null),
                    (null, null),
                }
            )
        );
    }

    private static StoreUsage Account(Builders.Node node) => Account(node.Inventory);

    /// <summary>Where no places are given, each candidate is one.</summary>
    private static StoreUsage Account(Inventory inventory, params MeasuredPlace[] places) =>
        UsageAccount.Create(
            new Liveness(inventory),
            places.Length > 0
                ? [.. places]
                :
                [
                    .. inventory
                        .Resources.Where(resource => resource.IsCandidate)
                        .Select(resource => At(resource.Directory!.Path)),
                ],
            [],
            []
        );

    private static MeasuredPlace At(string path) => new(path, new Extent(new Bytes(10), 1));

    private static DirectoryFacts DirectoryAt(string path) => new(path, default, default, default);

    /// <summary>Each part as <c>word items bytes accounted-for-bytes</c>.</summary>
    private static void AssertParts(StoreUsage usage, params string[] expected) =>
        Assert.That(
            usage.Parts.Select(part =>
                $"{part.Part.Word()} {part.Items} {part.OnDisk.Bytes.Value} {part.AccountedFor.Bytes.Value}"
            ),
            Is.EqualTo(expected)
        );
}
