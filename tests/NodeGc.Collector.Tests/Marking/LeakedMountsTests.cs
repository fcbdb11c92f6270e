using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using static NodeGc.Collector.Tests.Builders.GraphLiteral;

namespace NodeGc.Collector.Tests.Marking;

/// <summary>A mount is leaked if it alone keeps its directory in use.</summary>
internal sealed class LeakedMountsTests
{
    private static readonly Fingerprint Print = Fingerprint.OfText("36 28 0:47 / /data/overlay2/top/merged");

    [Test]
    public void A_mount_that_alone_keeps_its_layer_is_leaked() => Assert.That(Leaked(), Is.EqualTo(["mount:host"]));

    [TestCase("container:web -> top")]
    [TestCase("rw:web -> top")]
    [TestCase("cache:step -> top")]
    [TestCase("file:process -> top")]
    [TestCase("mount:elsewhere -> top")]
    [TestCase("image:other -> above -> top")]
    public void One_whose_layer_anything_else_needs_is_not(string user) => Assert.That(Leaked(user), Is.Empty);

    [Test]
    public void One_whose_lower_layers_others_need_is_leaked_all_the_same() =>
        Assert.That(Leaked("image:base -> below"), Is.EqualTo(["mount:host"]));

    [Test]
    public void A_view_of_the_agent_keeps_nothing_of_its_own_and_is_not_unmounted()
    {
        var found = LeakedMounts.Find(
            Of("mount:agent -> top").With("mount:agent", At(MountView.Agent, Fingerprint.OfText("another"))).Inventory
        );

        Assert.That(Names(found), Is.EqualTo(["mount:host"]));
        Assert.That(found.Graph.Find(Id("mount:agent"))!.IsSubsumed, Is.True);
    }

    [Test]
    public void The_same_mount_seen_by_a_process_that_hides_its_namespace_is_the_same_mount()
    {
        var same = LeakedMounts.Find(
            Of("mount:hidden -> top").With("mount:hidden", At(MountView.Untold, Print)).Inventory
        );
        var another = LeakedMounts.Find(
            Of("mount:hidden -> top")
                .With("mount:hidden", At(MountView.Untold, Fingerprint.OfText("another")))
                .Inventory
        );

        Assert.That(Names(same), Is.EqualTo(["mount:host"]));
        Assert.That(Names(another), Is.Empty, "it may be in a namespace of its own");
    }

    [Test]
    public void In_a_run_only_the_mount_is_removed_and_its_layers_are_kept()
    {
        var node = Of().Under(policy => policy with { Mounts = Node.Hourly });
        var inventory = LeakedMounts.Find(node.Inventory);
        var seen = Sightings
            .None.Observe(new Liveness(inventory with { TakenAt = Node.Now.AddMinutes(-20) }))
            .Observe(new Liveness(inventory));

        Assert.That(
            (node with { Inventory = inventory, Sightings = seen }).Plan().Items.Select(item => item.Id),
            Is.EqualTo([Id("mount:host")])
        );
    }

    private static IEnumerable<string> Leaked(params string[] users) => Names(LeakedMounts.Find(Of(users).Inventory));

    private static Node Of(params string[] users) =>
        Graph(["mount:host -> top, below", "top -> below", .. users]).With("mount:host", At(MountView.Host, Print));

    private static Func<Resource, Resource> At(MountView view, Fingerprint print) =>
        mount => mount with { Mount = new MountFacts(Id("top"), print, view) };

    private static IEnumerable<string> Names(Inventory inventory) =>
        inventory
            .Resources.Where(resource => resource.EngineManaged is not null)
            .Select(resource => NameOf(resource.Id));
}
