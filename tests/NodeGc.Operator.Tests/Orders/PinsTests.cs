using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Orders;

/// <summary>The pins of every cleanup that selects a node hold there.</summary>
public sealed class PinsTests
{
    private static readonly NodeStorageCleanup Layers = Given.Cleanup("layers");
    private static readonly ClusterNode Node = Given.Node("n1").InPool("build").Alive();

    [Test]
    public void An_order_holds_the_pins_of_the_other_cleanups_and_not_its_own_twice()
    {
        var own = Pinning(Layers, "mine");
        Assert.That(
            PinsOf(Node, own, Pinning("b", "pg-*"), Pinning("c", "my-*", "pg-*")),
            Is.EqualTo(["my-*", "pg-*"])
        );
    }

    [Test]
    public void Pins_hold_while_their_cleanup_is_suspended_or_wrong() =>
        Assert.That(
            PinsOf(Node, Layers, Pinning("b", "pg-*").Suspended(), Pinning("c", "my-*").Unreadable()),
            Is.EqualTo(["my-*", "pg-*"])
        );

    [Test]
    public void Pins_for_other_nodes_do_not_hold_here() =>
        Assert.That(
            PinsOf(Node, Layers, Pinning("b", "pg-*").OnPool("web"), Pinning("c", "my-*").OnPool("build")),
            Is.EqualTo(["my-*"])
        );

    [Test]
    public void A_selector_that_is_not_understood_may_mean_this_node()
    {
        var strange = Pinning("b", "pg-*")
            .With(spec =>
                spec with
                {
                    NodeSelector = new LabelSelector
                    {
                        MatchExpressions = [new LabelSelectorRequirement { Key = "pool", Operator = "Like" }],
                    },
                }
            );
        Assert.That(PinsOf(Node, Layers, strange), Is.EqualTo(["pg-*"]));
    }

    [Test]
    public void Pins_of_a_cleanup_that_is_being_deleted_end()
    {
        var leaving = Pinning("b", "pg-*");
        Assert.That(
            PinsOf(Node, Layers, leaving with { Metadata = leaving.Metadata with { DeletionTimestamp = Given.Now } }),
            Is.Empty
        );
    }

    [Test]
    public void A_pin_that_can_match_nothing_stalls_its_own_cleanup_and_no_other() =>
        Assert.That(PinsOf(Node, Layers, Pinning("b", "no volume/", "pg-*")), Is.EqualTo(["pg-*"]));

    [Test]
    public void A_pin_that_is_added_reaches_an_order_that_is_not_done_and_leaves_one_that_is()
    {
        var open = Node.Holding(Layers).Reporting(Given.Report(Layers, OrderPhase.Scanning));
        var done = Node.Holding(Layers).Reporting(Given.Report(Layers, OrderPhase.Succeeded));
        Assert.That(PinsOf(open, Layers, Pinning("b", "pg-*")), Is.EqualTo(["pg-*"]));
        Assert.That(PinsOf(done, Layers, Pinning("b", "pg-*")), Is.Empty);
    }

    [Test]
    public void More_pins_than_an_order_can_hold_leave_the_node_without_one()
    {
        var many = Enumerable
            .Range(0, 11)
            .Select(number => Pinning($"b{number}", [.. Enumerable.Range(0, 100).Select(pin => $"v{number}-{pin}")]));
        Assert.That(Plan(Node, [Layers, .. many]).Where(order => order.Cleanup == "layers"), Is.Empty);
    }

    [Test]
    public void Every_order_is_sealed_with_all_of_it() =>
        Assert.That(Plan(Node, [Layers, Pinning("b", "pg-*")]).Select(OrderDigest.FindProblem), Is.All.Null);

    private static NodeStorageCleanup Pinning(string name, params string[] volumes) =>
        Pinning(Given.Cleanup(name), volumes);

    private static NodeStorageCleanup Pinning(NodeStorageCleanup cleanup, params string[] volumes) =>
        cleanup.With(spec => spec with { Protect = new ProtectSpec { Volumes = [.. volumes] } });

    private static IEnumerable<string> PinsOf(ClusterNode node, params NodeStorageCleanup[] cleanups) =>
        Plan(node, cleanups).Single(order => order.Cleanup == "layers").AlsoProtect?.Volumes ?? [];

    private static IEnumerable<CleanupOrder> Plan(ClusterNode node, params NodeStorageCleanup[] cleanups) =>
        Given.Active(cleanups, () => [node]).Plan(node);
}
