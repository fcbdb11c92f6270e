using System.Globalization;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Measuring;

namespace NodeGc.Storage.Tests.Measuring;

/// <summary>Measuring everything in a data root, candidates or not.</summary>
internal sealed class WholeRootTests : IDisposable
{
    private readonly TempTree tree = new(TempTree.InMemory);

    public void Dispose() => tree.Dispose();

    [Test]
    public void Distinguishes_the_logs_of_a_container_from_its_records()
    {
        tree.File("containers/c1/c1-json.log", Text(9000));
        tree.File("containers/c1/c1-json.log.1", Text(5000));
        tree.File("containers/c1/local-logs/container.log", Text(7000));
        tree.File("containers/c1/config.v2.json", Text(100));
        var places = Measure();
        Assert.That(
            places.Keys,
            Is.SupersetOf([
                "containers/c1/c1-json.log",
                "containers/c1/c1-json.log.1",
                "containers/c1/local-logs",
                "containers/c1/config.v2.json",
            ])
        );
        Assert.That(places["containers/c1/c1-json.log"], Is.EqualTo(new Extent(new Bytes(12288), 1)));
        AssertAgreesWithDu(places);
    }

    [Test]
    public void Counts_a_file_that_two_layers_share_once_in_the_whole_and_in_the_size_of_each()
    {
        var file = tree.File("overlay2/a/diff/file", Text(100_000));
        tree.Folder("overlay2/b/diff");
        TempTree.Run("ln", file, tree.At("overlay2/b/diff/file"));
        var measured = MeasureAll([Layer("a"), Layer("b")]);
        Assert.That(
            measured.Inventory.Resources.Select(resource => resource.Directory!.Size!.Value.Value),
            Is.All.GreaterThan(100_000)
        );
        AssertAgreesWithDu(ByPath(measured));
    }

    [Test]
    public void Does_not_remember_a_layer_that_shares_a_file()
    {
        var file = tree.File("overlay2/a/diff/file", Text(100_000));
        tree.File("overlay2/a/committed", "");
        TempTree.Run("ln", file, tree.At("outside"));
        Assert.That(MeasureAll([Layer("a")]).Memory.Count, Is.Zero);
    }

    [Test]
    public void Leaves_out_what_is_mounted_in_the_store()
    {
        tree.File("overlay2/a/diff/file", Text(5000));
        tree.Mount("overlay2/a/merged", "-t", "tmpfs", "tmpfs");
        tree.File("overlay2/a/merged/foreign", Text(50_000));
        tree.Mount("containers/c1/mounts/shm", "-t", "tmpfs", "tmpfs");
        tree.File("containers/c1/mounts/shm/foreign", Text(50_000));
        tree.Mount("backup", "-t", "tmpfs", "tmpfs");
        tree.File("backup/foreign", Text(50_000));
        AssertAgreesWithDu(Measure(Layer("a")));
    }

    [Test]
    public void Leaves_out_a_folder_that_is_bound_into_the_store_from_the_same_filesystem()
    {
        tree.File("elsewhere/big", Text(80_000));
        tree.File("data/volumes/v/_data/file", Text(5000));
        tree.Folder("data/volumes/v/_data/bound");
        TempTree.Run("mount", "--bind", tree.At("elsewhere"), tree.At("data/volumes/v/_data/bound"));
        try
        {
            var sum = Extent.Sum(MeasureAll([], tree.At("data")).Places.Select(place => place.Extent));
            Assert.That(sum.Bytes, Is.EqualTo(new Bytes(8192)));
        }
        finally
        {
            TempTree.Run("umount", tree.At("data/volumes/v/_data/bound"));
        }
    }

    [Test]
    public void Counts_volumes_that_are_on_a_disk_of_their_own()
    {
        tree.Mount("volumes", "-t", "tmpfs", "tmpfs");
        tree.File("volumes/v/_data/file", Text(50_000));
        tree.File("volumes/metadata.db", Text(5000));
        Assert.That(Extent.Sum(Measure().Values).Bytes, Is.EqualTo(new Bytes(53_248 + 8192)));
    }

    /// <summary>A subvolume has its own device and is not a mount: <c>du -x</c> would leave it out.</summary>
    [Test]
    public void Counts_the_subvolumes_of_btrfs_wherever_they_lie()
    {
        TempTree.Run("truncate", "--size=256M", tree.At("disk"));
        TempTree.Run("mkfs.btrfs", "-q", tree.At("disk"));
        tree.Mount("data", "-o", "loop", tree.At("disk"));
        tree.Folder("data/btrfs/subvolumes");
        foreach (var path in new[] { "a", "a/inner", "unknown" })
        {
            TempTree.Run("btrfs", "subvolume", "create", tree.At($"data/btrfs/subvolumes/{path}"));
            tree.File($"data/btrfs/subvolumes/{path}/file", Text(50_000));
        }
        TempTree.Run("sync", "-f", tree.At("data"));
        var layer = new Resource(ResourceId.LayerDirectory("btrfs", "a"))
        {
            Directory = new DirectoryFacts("btrfs/subvolumes/a", default, default, default),
        };
        var measured = MeasureAll([layer], tree.At("data"));
        Assert.That(Extent.Sum(measured.Places.Select(place => place.Extent)), Is.EqualTo(Du(tree.At("data"))));
        Assert.That(
            measured.Inventory.Resources[0].Directory!.Size,
            Is.EqualTo(Du(tree.At("data/btrfs/subvolumes/a")).Bytes)
        );
    }

    [Test]
    public void Takes_the_size_of_a_divided_store_from_all_that_is_in_it()
    {
        tree.File("vfs/dir/old/file", Text(5000));
        tree.File("vfs/dir/other/file", Text(9000));
        tree.File("vfs/note", Text(100));
        var store = new Resource(new ResourceId(ResourceKind.Store, "vfs"))
        {
            Directory = new DirectoryFacts("vfs", default, default, default),
        };
        var volume = new Resource(ResourceId.Volume("old"))
        {
            Directory = new DirectoryFacts("vfs/dir/old", default, default, default),
        };
        var measured = MeasureAll([store, volume]);
        var sizes = measured.Inventory.Resources.ToDictionary(
            resource => resource.Id.Kind,
            resource => resource.Directory!.Size!.Value.Value
        );
        Assert.That(
            sizes,
            Is.EqualTo(
                new Dictionary<ResourceKind, long>
                {
                    [ResourceKind.Store] = 8192 + 12288 + 4096,
                    [ResourceKind.Volume] = 8192,
                }
            )
        );
        AssertAgreesWithDu(ByPath(measured));
    }

    [Test]
    public void Measures_leftovers_as_well()
    {
        tree.File("aufs/diff/x/file", Text(5000));
        var inventory = Inventory([], tree.Root) with
        {
            Leftovers = [new Leftover(LeftoverKind.DormantStore, "aufs", "the store of another driver")],
        };
        Assert.That(
            new InventoryMeter(2).Measure(inventory, SizeMemory.Empty, default).Inventory.Leftovers[0].Size,
            Is.EqualTo(new Bytes(8192))
        );
    }

    [Test]
    public void Counts_names_that_are_not_text()
    {
        const string script =
            @"mkdir ""$(printf 'a\377')"" && head -c 9000 /dev/zero > ""$(printf 'a\377/b\nc')"" && "
            + @"head -c 9000 /dev/zero > ""$(printf '\377')""";
        TempTree.Run("sh", "-c", $"cd {tree.Folder("containers")} && {script}");
        AssertAgreesWithDu(Measure());
    }

    [Test]
    public void Does_not_report_missing_related_paths()
    {
        tree.File("aufs/diff/a/file", Text(5000));
        tree.File("aufs/layers/a", "b\n");
        var layer = new Resource(ResourceId.LayerDirectory("aufs", "a"))
        {
            Directory = new DirectoryFacts("aufs/diff/a", default, default, default)
            {
                RelatedPaths = ["aufs/layers/a", "aufs/mnt/a"],
            },
        };
        var measured = MeasureAll([layer]);
        Assert.That(measured.Notes, Is.Empty);
        Assert.That(ByPath(measured).Keys, Does.Contain("aufs/layers/a").And.Not.Contain("aufs/mnt/a"));
        AssertAgreesWithDu(ByPath(measured));
    }

    private static string Text(int length) => new('x', length);

    private static Resource Layer(string name) =>
        new(ResourceId.LayerDirectory("overlay2", name))
        {
            Directory = new DirectoryFacts($"overlay2/{name}", default, default, default),
        };

    private Dictionary<string, Extent> Measure(params Resource[] resources) => ByPath(MeasureAll(resources));

    private static Dictionary<string, Extent> ByPath(Measurement measured) =>
        measured.Places.ToDictionary(place => place.Path, place => place.Extent);

    private Measurement MeasureAll(Resource[] resources, string? root = null) =>
        new InventoryMeter(2).Measure(Inventory(resources, root ?? tree.Root), SizeMemory.Empty, default);

    private static Inventory Inventory(Resource[] resources, string root) =>
        new()
        {
            Store = new StoreFacts(root, "overlay2", null, false),
            TakenAt = DateTimeOffset.UnixEpoch,
            Resources = [.. resources],
        };

    private void AssertAgreesWithDu(Dictionary<string, Extent> places) =>
        Assert.That(Extent.Sum(places.Values), Is.EqualTo(Du(tree.Root, "-x")));

    private static Extent Du(string path, params string[] options) =>
        new(
            new Bytes(Figure("du", [.. options, "-s", "--block-size=1", path])),
            Figure("du", [.. options, "-s", "--inodes", path])
        );

    private static long Figure(string program, params string[] arguments) =>
        long.Parse(TempTree.Run(program, arguments).Split('\t')[0], CultureInfo.InvariantCulture);
}
