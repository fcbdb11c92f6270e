using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using static NodeGc.Collector.Tests.Builders.GraphLiteral;

namespace NodeGc.Collector.Tests.Marking;

/// <summary>Records of the layer store that nothing needs keep their directories as long as an engine runs.</summary>
internal sealed class StoppedEngineTests
{
    private static readonly string[] Forgotten =
    [
        "container:web -> image:app -> layer:sha256:a -> da",
        "layer:sha256:child -> layer:sha256:parent, dc",
        "layer:sha256:parent -> dp",
        "dc -> dp",
        "rw:build -> layer:sha256:parent, dm, dm-init",
        "dm -> dm-init -> dp",
        "rw:web -> dw",
        "container:web -> rw:web",
    ];

    [Test]
    public void All_of_them_wait_while_the_engine_runs()
    {
        var inventory = Graph(Forgotten).Inventory;

        Assert.That(StoppedEngine.Release(inventory), Is.SameAs(inventory));
        Assert.That(
            new Liveness(inventory).AwaitingEngineStop.Select(directory => directory.Id),
            Is.EquivalentTo(new[] { Id("dc"), Id("dp"), Id("dm"), Id("dm-init") })
        );
    }

    [Test]
    public void They_are_removed_with_their_records_once_it_is_stopped()
    {
        var inventory = StoppedEngine.Release(Stopped(Forgotten));

        Assert.That(
            new Liveness(inventory).Garbage.Select(garbage =>
                $"{garbage.Directory!.Path}: {string.Join(", ", garbage.Directory.RelatedPaths)}"
            ),
            Is.EquivalentTo(
                new[]
                {
                    "overlay2/dc: image/overlay2/layerdb/sha256/child",
                    "overlay2/dp: image/overlay2/layerdb/sha256/parent",
                    "overlay2/dm: image/overlay2/layerdb/mounts/build",
                    "overlay2/dm-init: ",
                }
            )
        );
        Assert.That(new Liveness(inventory).AwaitingEngineStop, Is.Empty);
    }

    [TestCase("mount:elsewhere -> dc")]
    [TestCase("file:process -> dc")]
    [TestCase("cache:step -> dc")]
    [TestCase("image:late -> layer:sha256:child")]
    public void One_that_anything_needs_is_kept_with_all_that_it_needs(string user)
    {
        var garbage = GarbageIn(StoppedEngine.Release(Stopped([.. Forgotten, user])));

        Assert.That(garbage, Is.EquivalentTo(new[] { Id("dm"), Id("dm-init") }));
    }

    [Test]
    public void One_whose_directory_another_layer_is_based_on_is_kept()
    {
        var garbage = GarbageIn(StoppedEngine.Release(Stopped([.. Forgotten, "image:late -> dx -> dm-init"])));

        Assert.That(
            garbage,
            Is.EquivalentTo(new[] { Id("dc") }),
            "the mount point keeps its parent, and the child needs no one"
        );
    }

    [Test]
    public void One_whose_directory_is_gone_is_kept() =>
        Assert.That(
            GarbageIn(
                StoppedEngine.Release(
                    Stopped("layer:sha256:lost -> ~dl", "layer:sha256:lost -> layer:sha256:below -> db")
                )
            ),
            Is.Empty
        );

    [Test]
    public void An_engine_that_gives_names_again_forgets_nothing()
    {
        var stopped = Stopped(Forgotten);

        Assert.That(
            GarbageIn(StoppedEngine.Release(stopped with { Store = stopped.Store with { ReusesNames = true } })),
            Is.Empty
        );
    }

    private static IEnumerable<ResourceId> GarbageIn(Inventory inventory) =>
        new Liveness(inventory).Garbage.Select(one => one.Id);

    private static Inventory Stopped(params string[] lines)
    {
        var inventory = Graph(lines).Inventory;
        return inventory with { Store = inventory.Store with { IsEngineRunning = false } };
    }
}
