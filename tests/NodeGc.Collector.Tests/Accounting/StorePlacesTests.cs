using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Tests.Accounting;

public sealed class StorePlacesTests
{
    [TestCase("", "metadata")]
    [TestCase("image/overlay2/imagedb", "metadata")]
    [TestCase("image/overlay2/layerdb/tmp", "scratch")]
    [TestCase("containers/c1", "metadata")]
    [TestCase("containers/c1/config.v2.json", "metadata")]
    [TestCase("containers/c1/c1-json.log", "containerLogs")]
    [TestCase("containers/c1/c1-json.log.2.gz", "containerLogs")]
    [TestCase("containers/c1/local-logs", "containerLogs")]
    [TestCase("containers/c1-json.log", "metadata")]
    [TestCase("buildkit/snapshots.db", "metadata")]
    [TestCase("buildkit/executor", "scratch")]
    [TestCase("volumes/metadata.db", "metadata")]
    [TestCase("volumes/odd", "unexplained")]
    [TestCase("overlay2", "metadata")]
    [TestCase("overlay2/l", "metadata")]
    [TestCase("overlay2/backingFsBlockDev", "metadata")]
    [TestCase("overlay2/odd", "unexplained")]
    [TestCase("overlay2/.nodegc-quarantine/run/x", "quarantine")]
    [TestCase(".nodegc/quarantine/run/layers/x", "quarantine")]
    [TestCase(".nodegc/journal", "metadata")]
    [TestCase("aufs", "leftoverStores")]
    [TestCase("100000.100000", "leftoverStores")]
    [TestCase("tmp", "scratch")]
    [TestCase("tmp-old", "scratch")]
    [TestCase("plugins", "plugins")]
    [TestCase("containerd", "containerdStore")]
    [TestCase("rootfs", "containerdStore")]
    [TestCase("graph", "metadata")]
    [TestCase("repositories-aufs", "metadata")]
    [TestCase(".migration-v1-images.json", "metadata")]
    [TestCase("core.1234", "unexplained")]
    public void Names_decide_the_part_of_what_nothing_owns(string path, string part)
    {
        var usage = UsageAccount.Create(
            new Liveness(Graph("layer").Inventory),
            [new MeasuredPlace(path, new Extent(new Bytes(1), 1))],
            [],
            []
        );
        Assert.That(usage.Parts.Single().Part.Word(), Is.EqualTo(part));
    }

    [TestCase("", true)]
    [TestCase("overlay2", true)]
    [TestCase("overlay2/layer", false)]
    [TestCase("containers/c1", true)]
    [TestCase("containers/c1/local-logs", false)]
    [TestCase(".nodegc/quarantine/run/layers", true)]
    [TestCase(".nodegc/quarantine/run/layers/x", false)]
    [TestCase("tmp", false)]
    [TestCase("aufs", false)]
    public void Divides_where_things_of_several_kinds_lie(string path, bool isSplit) =>
        Assert.That(StorePlaces.From(Graph("layer").Inventory).IsSplit(path), Is.EqualTo(isSplit));

    [Test]
    public void Divides_all_above_a_candidate()
    {
        var volume = new Resource(ResourceId.Volume("old"))
        {
            Directory = new DirectoryFacts("vfs/dir/old", default, default, default),
        };
        var places = StorePlaces.From(Graph("layer").Inventory with { Resources = [volume] });
        Assert.That(new[] { "vfs", "vfs/dir", "vfs/dir/old" }.Select(places.IsSplit), Is.EqualTo([true, true, false]));
        Assert.That(
            new[] { "vfs", "vfs/dir", "vfs/dir/old" }.Select(places.IsCandidate),
            Is.EqualTo([false, false, true])
        );
    }

    [Test]
    public void Does_not_divide_a_layer_for_something_odd_in_it()
    {
        var inventory = Graph("layer").Inventory with
        {
            Leftovers = [new Leftover(LeftoverKind.UnknownName, "overlay2/layer/odd", "")],
        };
        Assert.That(StorePlaces.From(inventory).IsSplit("overlay2/layer"), Is.False);
    }

    [TestCase("volumes", true)]
    [TestCase("overlay2", true)]
    [TestCase("backup", false)]
    [TestCase("volumes/v", false)]
    public void Only_folders_of_an_engine_belong_to_the_store_where_they_are_mounts(string path, bool may) =>
        Assert.That(StorePlaces.MayBeMount(path), Is.EqualTo(may));
}
