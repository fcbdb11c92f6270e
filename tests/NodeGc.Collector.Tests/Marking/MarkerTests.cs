using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Tests.Marking;

public sealed class MarkerTests
{
    [Test]
    public void Reaches_all_that_a_root_needs_and_nothing_else()
    {
        var live = Mark(Graph("a -> b -> c, d", "e -> c"), Alive("a"));
        Assert.That(
            new[] { "a", "b", "c", "d", "e" }.Where(name => live.Contains(Id(name))),
            Is.EqualTo(new[] { "a", "b", "c", "d" })
        );
    }

    [Test]
    public void Ends_on_a_cycle() => Assert.That(Mark(Graph("a -> b -> c -> a"), Alive("b")).Count, Is.EqualTo(3));

    [Test]
    public void Names_the_shortest_chain() =>
        Assert.That(
            Mark(Graph("a -> b -> c -> d", "a -> d"), Alive("a")).ChainOf(Id("d")),
            Is.EqualTo(new[] { Id("d"), Id("a") })
        );

    [Test]
    public void Names_life_before_doubt_and_doubt_before_policy_however_long_the_chain()
    {
        Root[] roots =
        [
            Because(RootBasis.Policy, "c"),
            Because(RootBasis.Policy, "e"),
            Because(RootBasis.Doubt, "d"),
            Alive("a"),
        ];
        var live = Mark(Graph("a -> b -> c", "d -> e"), roots);
        Assert.That(live.FindReason(Id("c"))?.Basis, Is.EqualTo(RootBasis.Alive));
        Assert.That(live.FindReason(Id("e"))?.Basis, Is.EqualTo(RootBasis.Doubt));
    }

    [Test]
    public void Names_the_first_of_several_reasons_on_the_same_ground()
    {
        var first = new Root(Id("a"), new RootReason("First", RootBasis.Policy, "z"));
        var second = new Root(Id("a"), new RootReason("Second", RootBasis.Policy, "a"));
        Assert.That(Mark(Graph("a"), first, second).FindReason(Id("a")), Is.EqualTo(first.Reason));
    }

    [Test]
    public void Knows_no_reason_for_garbage()
    {
        var live = Mark(Graph("a", "b"), Alive("a"));
        Assert.That(live.FindReason(Id("b")), Is.Null);
        Assert.That(live.ChainOf(Id("b")), Is.Empty);
    }

    [Test]
    public void Adds_up_the_edges_of_a_resource_that_is_listed_twice()
    {
        var node = Graph("a -> b", "c");
        var twice = node.Inventory.Resources.Add(new Resource(Id("a")) { Needs = [Id("c"), Id("b")] });
        var graph = ResourceGraph.From(twice);
        Assert.That(graph.NeedsOf(Id("a")), Is.EqualTo(new[] { Id("b"), Id("c") }));
        Assert.That(graph.Candidates, Has.Length.EqualTo(3));
    }

    private static LiveSet Mark(Node node, params Root[] roots) =>
        Marker.Mark(ResourceGraph.From(node.Inventory.Resources), roots);

    private static Root Alive(string name) => Because(RootBasis.Alive, name);

    private static Root Because(RootBasis basis, string name) =>
        new(Id(name), new RootReason("Test", basis, "the test says so"));
}
