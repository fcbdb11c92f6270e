using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Tests.Confirming;

public sealed class SightingsTests
{
    private static readonly DateTimeOffset Start = Node.Now;

    [Test]
    public void Counts_every_scan_that_sees_the_same_garbage() =>
        Assert.That(Looks(Scan(0, Graph("data")), Scan(10, Graph("data")), Scan(20, Graph("data"))), Is.EqualTo(3));

    [Test]
    public void Starts_again_after_it_was_in_use() =>
        Assert.That(
            Looks(Scan(0, Graph("data")), Scan(10, Graph("data", "container:web -> data")), Scan(20, Graph("data"))),
            Is.EqualTo(1)
        );

    [Test]
    public void Starts_again_after_it_was_gone() =>
        Assert.That(Looks(Scan(0, Graph("data")), Scan(10, Graph("other")), Scan(20, Graph("data"))), Is.EqualTo(1));

    [Test]
    public void Starts_again_when_another_directory_has_the_name() =>
        Assert.That(Looks(Scan(0, Graph("data")), Scan(10, Graph("data").Replaced("data"))), Is.EqualTo(1));

    [Test]
    public void A_scan_in_doubt_neither_counts_nor_forgets() =>
        Assert.That(
            Looks(Scan(0, Graph("data")), Scan(10, Graph("data").Doubting(DoubtScope.Layers)), Scan(20, Graph("data"))),
            Is.EqualTo(2)
        );

    [Test]
    public void A_scan_in_doubt_begins_no_series() =>
        Assert.That(Looks(Scan(0, Graph("data").Doubting(DoubtScope.Layers))), Is.Zero);

    [Test]
    public void A_scan_at_the_same_time_or_before_does_not_count() =>
        Assert.That(Looks(Scan(0, Graph("data")), Scan(0, Graph("data")), Scan(-5, Graph("data"))), Is.EqualTo(1));

    [Test]
    public void What_the_policy_keeps_is_counted_all_the_same()
    {
        var young = Graph("data").Changed("data", TimeSpan.Zero);
        Assert.That(Looks(Scan(0, young), Scan(10, young)), Is.EqualTo(2));
    }

    [Test]
    public void Remembers_nothing_that_is_in_use() =>
        Assert.That(
            Sightings
                .None.Observe(new Liveness(Graph("container:web -> data", "volume:v", "orphan").Inventory))
                .ById.Keys.Order(),
            Is.EqualTo(new[] { Id("volume:v"), Id("orphan") })
        );

    private static Inventory Scan(int minute, Node node) => node.Inventory with { TakenAt = Start.AddMinutes(minute) };

    private static int Looks(params Inventory[] scans) =>
        scans
            .Aggregate(Sightings.None, (sightings, scan) => sightings.Observe(new Liveness(scan)))
            .ById.GetValueOrDefault(Id("data"))
            ?.ScanCount
        ?? 0;
}
