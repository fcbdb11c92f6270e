using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using NodeGc.Agent.Daemon;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using static NodeGc.Agent.Tests.SampleStatuses;

namespace NodeGc.Agent.Tests;

/// <summary>The size of a NodeStorage as the API server stores it, and what is left out for it.</summary>
internal sealed class StatusBoundsTests
{
    private const int Typical = 5_000;
    private const int Largest = 20_000;

    [Test]
    public void A_typical_node_has_at_most_5_KB()
    {
        var storage = NodeOf([Order("build-nodes", CollectedClass.Layers, CollectedClass.Volumes)], items: 20);

        Assert.That(Print("one order of two classes, 20 items", storage), Is.LessThanOrEqualTo(Typical));
    }

    [TestCase(5, 20)]
    [TestCase(16, 20)]
    [TestCase(64, 20)]
    public void A_node_with_many_orders_has_a_status_of_at_most_20_KB(int orders, int items)
    {
        var names = Enumerable.Range(0, orders).Select(number => Order($"cleanup-{number}", CollectedClass.Layers));
        var storage = NodeOf([.. names], items);

        Print($"{orders} orders of {items} items", storage);
        Assert.That(StatusBounds.SizeOf(storage.Status!), Is.LessThanOrEqualTo(Largest));
    }

    [TestCase(1)]
    [TestCase(8)]
    [TestCase(16)]
    public void A_status_whose_texts_are_as_long_as_they_can_be_has_at_most_20_KB(int orders)
    {
        var bounded = StatusBounds.Apply(Talkative(orders));

        TestContext.Out.WriteLine($"{orders} orders, all texts at their limits: {StatusBounds.SizeOf(bounded)} bytes");
        Assert.That(StatusBounds.SizeOf(bounded), Is.LessThanOrEqualTo(Largest));
    }

    [Test]
    public void Says_how_much_is_left_out()
    {
        var bounded = StatusBounds.Apply(Status([Order("a", CollectedClass.Layers)], items: 20));

        var report = bounded.Orders.Single();
        Assert.That(report.Items, Has.Length.InRange(1, 6));
        Assert.That(report.Items.Length + report.Omitted!.Items, Is.EqualTo(20 + 80), "20 of 100 were reported");
        Assert.That(report.Items[0].Bytes, Is.EqualTo(20_000_000), "the largest is shown");
    }

    [Test]
    public void A_plan_that_waits_for_an_approval_shows_more_items()
    {
        var status = Status([Order("a", CollectedClass.Layers)], items: 20);
        var waiting = status.Orders.Single() with { Phase = OrderPhase.Planned, CompletionTime = null };

        Assert.That(
            StatusBounds.Apply(status with { Orders = [waiting] }).Orders.Single().Items,
            Has.Length.EqualTo(20)
        );
    }

    [Test]
    public void The_figures_are_complete_whatever_is_left_out()
    {
        var status = Talkative(32);
        var bounded = StatusBounds.Apply(status);
        var read = JsonSerializer.Deserialize(
            StatusPatch.Create(bounded).ToJsonString(),
            ApiJsonContext.Default.NodeStorageStatus
        )!;

        Assert.That(read.Orders.Select(order => order.Totals), Is.EqualTo(status.Orders.Select(order => order.Totals)));
        Assert.That(
            read.Orders.SelectMany(order => order.ByClass),
            Is.EqualTo(status.Orders.SelectMany(order => order.ByClass))
        );
    }

    [Test]
    public void What_a_scan_did_not_find_is_not_written()
    {
        var found = Condition(
            NodeConditions.MetadataDamaged,
            ConditionStatus.True,
            NodeReasons.Found,
            "it is not JSON"
        );
        var confirmed = Condition(
            NodeConditions.UnknownLayout,
            ConditionStatus.False,
            NodeReasons.NotFound,
            "confirmed"
        );
        var nothing = Condition(NodeConditions.StoreUnsettled, ConditionStatus.False, NodeReasons.NotFound, "");

        var bounded = StatusBounds.Apply(new NodeStorageStatus { Conditions = [found, confirmed, nothing] });

        Assert.That(bounded.Conditions, Is.EqualTo(new[] { found, confirmed }));
    }

    [Test]
    public void Bounding_twice_changes_nothing()
    {
        var once = StatusBounds.Apply(Talkative(8));

        Assert.That(
            StatusPatch.Create(StatusBounds.Apply(once)).ToJsonString(),
            Is.EqualTo(StatusPatch.Create(once).ToJsonString())
        );
    }

    private static int Print(string what, NodeStorage storage)
    {
        var spec = Size(storage with { Status = null });
        var size = spec + StatusBounds.SizeOf(storage.Status!);
        TestContext.Out.WriteLine($"{what}: {size} bytes, {size - spec} of them status");
        return size;
    }

    private static int Size(NodeStorage storage) =>
        JsonSerializer.SerializeToUtf8Bytes(storage, ApiJsonContext.Default.NodeStorage).Length;
}
