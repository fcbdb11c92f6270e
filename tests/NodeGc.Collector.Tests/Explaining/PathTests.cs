using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Tests.Explaining;

/// <summary>From a path below the data root to whose it is, for every driver and era.</summary>
public sealed class PathTests
{
    private static readonly string Hex = new('a', 64);

    [TestCase("overlay2/4df0/diff/etc/passwd", "overlay2/4df0")]
    [TestCase("overlay2/4df0/merged/etc/passwd", "overlay2/4df0")]
    [TestCase("overlay2/l/ABC/etc/passwd", "overlay2/4df0")]
    [TestCase("overlay2/4df", null, Description = "a name that another begins with")]
    [TestCase("overlay2/4df0-init/diff", null)]
    [TestCase("overlay2", null)]
    [TestCase("fuse-overlayfs/4df0/merged/bin", "fuse-overlayfs/4df0")]
    [TestCase("overlay/4df0/root/bin/sh", "overlay/4df0")]
    [TestCase("aufs/diff/4df0/etc/passwd", "aufs/4df0")]
    [TestCase("aufs/layers/4df0", "aufs/4df0")]
    [TestCase("aufs/mnt/4df0/etc/passwd", "aufs/4df0")]
    [TestCase("vfs/dir/4df0/bin/sh", "vfs/4df0")]
    [TestCase("btrfs/subvolumes/4df0/bin/sh", "btrfs/4df0")]
    public void Finds_the_layer_directory_of_a_file(string path, string? directory) =>
        Assert.That(Find(path, Layers), Is.EqualTo(directory is null ? [] : new[] { directory }));

    [TestCase("volumes/data/_data/file")]
    [TestCase("volumes/data/opts.json")]
    public void Finds_a_volume(string path) =>
        Assert.That(Find(path, [Volume("data", "volumes/data")]), Is.EqualTo(new[] { "data" }));

    [TestCase("vfs/dir/beef/file")]
    [TestCase("volumes/beef/config.json")]
    public void Finds_a_volume_of_before_1_7_by_its_data_and_by_its_record(string path) =>
        Assert.That(
            Find(path, [Volume("beef", "vfs/dir/beef", "volumes/beef"), .. Layers]),
            Is.EqualTo(new[] { "beef" })
        );

    [TestCase("image/overlay2/layerdb/sha256/{0}/cache-id", ResourceKind.Layer, "sha256:{0}")]
    [TestCase("image/overlay2/layerdb/sha256/{0}-77-removing/cache-id", ResourceKind.Layer, "{0}-77-removing")]
    [TestCase("image/overlay2/layerdb/mounts/{0}/mount-id", ResourceKind.LayerMount, "{0}")]
    [TestCase("image/aufs/imagedb/content/sha256/{0}", ResourceKind.Image, "sha256:{0}")]
    [TestCase("image/aufs/imagedb/metadata/sha256/{0}/parent", ResourceKind.Image, "sha256:{0}")]
    [TestCase("graph/{0}/json", ResourceKind.Image, "{0}")]
    [TestCase("containers/{0}/{0}-json.log.1", ResourceKind.Container, "{0}")]
    [TestCase("plugins/{0}/rootfs/bin", ResourceKind.Plugin, "{0}")]
    public void Finds_whose_metadata_a_file_is(string path, ResourceKind kind, string name)
    {
        var owner = new Resource(new ResourceId(kind, Filled(name)));
        Assert.That(Find(Filled(path), [owner]), Is.EqualTo(new[] { owner.Id.Name }));
        Assert.That(Find(Filled(path), []), Is.Empty);
    }

    [Test]
    public void Takes_a_file_in_a_store_that_is_not_in_use_for_that_store()
    {
        var store = new Resource(new ResourceId(ResourceKind.Store, "aufs"))
        {
            Directory = At("aufs") with { RelatedPaths = ["image/aufs", "repositories-aufs"] },
        };
        foreach (var path in new[] { "aufs", "aufs/diff/4df0/etc", "image/aufs/layerdb/mounts/x", "repositories-aufs" })
            Assert.That(Find(path, [store]), Is.EqualTo(new[] { "aufs" }), path);
    }

    [Test]
    public void Names_what_is_needed_but_missing()
    {
        var found = new Explainer(Graph("layer:top -> ~lost").Inventory).FindAt("overlay2/lost/diff");
        Assert.That(
            found.Select(resource => resource.ToString()),
            Is.EqualTo(new[] { "layer directory overlay2/lost (missing)" })
        );
    }

    [TestCase("buildkit/snapshots.db", PlaceVerdict.Kept, "BuildKit's list of its directories")]
    [TestCase("buildkit/unknown.db", PlaceVerdict.Kept, "BuildKit's databases and content")]
    [TestCase("volumes/metadata.db", PlaceVerdict.Kept, "the engine's records of volumes")]
    [TestCase("swarm/worker/tasks.db", PlaceVerdict.Kept, "swarm state")]
    [TestCase("image/overlay2/repositories.json", PlaceVerdict.Kept, "tags and digests of all images")]
    [TestCase("overlay2/l", PlaceVerdict.Kept, "short names of layer directories")]
    [TestCase("tmp-old/x", PlaceVerdict.Leftover, "debris of an interrupted operation")]
    [TestCase("metadata.db", PlaceVerdict.Unsure, "not understood")]
    public void Knows_what_else_there_is(string path, PlaceVerdict verdict, string what)
    {
        var node = Graph().Doubting(DoubtScope.Layers);
        var inventory = node.Inventory with
        {
            Leftovers = [new Leftover(LeftoverKind.Debris, "tmp-old", "left behind")],
        };
        var place = new Explainer(inventory).FindPlace(path)!;
        Assert.That((place.Verdict, place.What), Is.EqualTo((verdict, what)));
    }

    [Test]
    public void Knows_nothing_of_what_no_engine_makes() =>
        Assert.That(new Explainer(Graph().Inventory).FindPlace("my-files/a"), Is.Null);

    private static Resource[] Layers =>
        [
            Layer("overlay2", "overlay2/4df0") is var overlay
                ? overlay with
                {
                    Directory = overlay.Directory! with { Links = ["overlay2/l/ABC"] },
                }
                : null!,
            Layer("fuse-overlayfs", "fuse-overlayfs/4df0"),
            Layer("overlay", "overlay/4df0"),
            Layer("vfs", "vfs/dir/4df0"),
            Layer("btrfs", "btrfs/subvolumes/4df0"),
            Layer("aufs", "aufs/diff/4df0") is var union
                ? union with
                {
                    Directory = union.Directory! with { RelatedPaths = ["aufs/layers/4df0", "aufs/mnt/4df0"] },
                }
                : null!,
        ];

    private static Resource Layer(string driver, string path) =>
        new(ResourceId.LayerDirectory(driver, "4df0")) { Directory = At(path) };

    private static Resource Volume(string name, string path, params string[] companions) =>
        new(ResourceId.Volume(name))
        {
            Directory = At(path) with { RelatedPaths = [.. companions] },
            Volume = new VolumeFacts(true, false, true),
        };

    private static DirectoryFacts At(string path) => new(path, new Fingerprint(8, 1, 42), Node.Now, Node.Now);

    private static string Filled(string text) => text.Replace("{0}", Hex, StringComparison.Ordinal);

    private static string[] Find(string path, Resource[] resources) =>
        [.. new Explainer(Node.From(resources).Inventory).FindAt(path).Select(resource => resource.Id.Name)];
}
