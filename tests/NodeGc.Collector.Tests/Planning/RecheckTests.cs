using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;

namespace NodeGc.Collector.Tests.Planning;

public sealed class RecheckTests
{
    [Test]
    public void Lets_go_what_is_as_it_was() =>
        Assert.That(
            Judge("top", Graph("top -> base"), Graph("top -> base")),
            Is.InstanceOf<ItemVerdict.StillGarbage>()
        );

    [Test]
    public void Lets_go_what_is_left_of_a_plan_that_is_being_carried_out() =>
        Assert.That(
            Judge("base", Graph("top -> base"), Graph("top -> base").With("top", top => top with { Directory = null })),
            Is.InstanceOf<ItemVerdict.StillGarbage>()
        );

    [Test]
    public void Keeps_what_something_in_use_needs_now() =>
        Assert.That(
            Judge("base", Graph("top -> base"), Graph("top -> base", "container:web -> top")),
            Is.EqualTo(new ItemVerdict.NowInUse("the container exists"))
        );

    [Test]
    public void Keeps_what_is_in_doubt_now() =>
        Assert.That(
            Judge("data", Graph("data"), Graph("data").Doubting(DoubtScope.Layers)),
            Is.EqualTo(new ItemVerdict.NowInUse("metadata.db: is empty; restore it"))
        );

    [Test]
    public void Keeps_what_may_be_in_flight_now() =>
        Assert.That(
            Judge("data", Graph("data"), Graph("data").WritingALayer(TimeSpan.FromDays(40), TimeSpan.Zero)),
            Is.InstanceOf<ItemVerdict.NowInUse>()
        );

    [Test]
    public void Keeps_what_something_unplanned_needs_now() =>
        Assert.That(
            Judge("base", Graph("base"), Graph("base", "new -> base")),
            Is.EqualTo(new ItemVerdict.NowInUse("layer directory overlay2/new is not in the plan and is kept"))
        );

    [Test]
    public void Keeps_what_a_replaced_dependent_needs_now() =>
        Assert.That(
            Judge("base", Graph("top -> base"), Graph("top -> base").Replaced("top")),
            Is.EqualTo(new ItemVerdict.NowInUse("layer directory overlay2/top was replaced"))
        );

    [Test]
    public void Keeps_what_changed_since() =>
        Assert.That(
            Judge("data", Graph("data"), Graph("data").Changed("data", TimeSpan.FromMinutes(1))),
            Is.EqualTo(
                new ItemVerdict.NowInUse(
                    "layer directory overlay2/data changed at 2026-11-21T03:59:00Z, after the plan was made"
                )
            )
        );

    [Test]
    public void Keeps_volumes_when_the_engine_stopped() =>
        Assert.That(
            Judge("volume:v", Graph("volume:v"), Graph("volume:v").WithEngineStopped()),
            Is.EqualTo(
                new ItemVerdict.NowInUse(
                    "the engine stopped: volumes are removed only while it is running and allows it"
                )
            )
        );

    [Test]
    public void Keeps_layers_when_an_engine_that_reuses_names_was_started() =>
        Assert.That(
            Judge("data", Graph("data").ReusingNames().WithEngineStopped(), Graph("data").ReusingNames()),
            Is.EqualTo(new ItemVerdict.NowInUse("the engine was started and may reuse the name"))
        );

    [Test]
    public void Removes_layers_while_an_engine_that_reuses_names_is_stopped()
    {
        var stopped = Graph("data").ReusingNames().WithEngineStopped();
        Assert.That(Judge("data", stopped, stopped), Is.InstanceOf<ItemVerdict.StillGarbage>());
    }

    [Test]
    public void Lets_a_store_go_that_is_as_it_was()
    {
        var node = Graph("store:aufs").NamingStores("aufs");
        Assert.That(Judge("store:aufs", node, node), Is.InstanceOf<ItemVerdict.StillGarbage>());
    }

    [Test]
    public void Keeps_a_store_whose_driver_the_engine_uses_again() =>
        Assert.That(
            Judge("store:aufs", Graph("store:aufs").NamingStores("aufs"), Graph("store:aufs").UsingDriver("aufs")),
            Is.EqualTo(new ItemVerdict.NowInUse("the engine uses this storage driver again"))
        );

    [Test]
    public void Keeps_a_store_that_something_is_mounted_from_now() =>
        Assert.That(
            Judge(
                "store:aufs",
                Graph("store:aufs").NamingStores("aufs"),
                Graph("store:aufs", "mount:/x -> store:aufs")
            ),
            Is.InstanceOf<ItemVerdict.NowInUse>()
        );

    [TestCase(true)]
    [TestCase(false)]
    public void Keeps_a_volume_that_the_engine_began_or_ceased_to_know(bool wasKnown) =>
        Assert.That(
            Judge(
                "volume:v",
                Graph("volume:v").WithVolume("v", isKnown: wasKnown),
                Graph("volume:v").WithVolume("v", isKnown: !wasKnown)
            ),
            Is.EqualTo(
                new ItemVerdict.NowInUse(
                    "volume v was registered with the engine or removed from it after the plan was made"
                )
            )
        );

    [Test]
    public void Keeps_a_volume_whose_data_is_elsewhere_now() =>
        Assert.That(
            Judge("volume:v", Graph("volume:v"), Graph("volume:v").WithVolume("v", isLocal: false)),
            Is.EqualTo(new ItemVerdict.NowInUse("the data of volume v is outside its directory"))
        );

    [Test]
    public void Says_when_another_directory_has_the_name() =>
        Assert.That(
            Judge("data", Graph("data"), Graph("data").Replaced("data")),
            Is.InstanceOf<ItemVerdict.Replaced>()
        );

    [Test]
    public void Says_when_it_is_gone() =>
        Assert.That(Judge("data", Graph("data"), Graph("other")), Is.InstanceOf<ItemVerdict.Gone>());

    [Test]
    public void Says_it_is_gone_also_while_something_in_use_still_names_it() =>
        Assert.That(Judge("data", Graph("data"), Graph("container:web -> ~data")), Is.InstanceOf<ItemVerdict.Gone>());

    private static ItemVerdict Judge(string name, Node planned, Node now)
    {
        var plan = planned.Plan();
        return new Recheck(new Liveness(now.Inventory), plan.Items).Judge(plan.Item(name));
    }
}
