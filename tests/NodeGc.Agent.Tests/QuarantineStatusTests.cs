using NodeGc.Agent.Daemon;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Tests;

internal sealed class QuarantineStatusTests
{
    private static readonly ExpiryReport TwoExpired = new([Item("one", 1), Item("two", 1)], [], new Bytes(4096));

    [Test]
    public void Tells_what_is_held_and_when_the_next_of_it_goes()
    {
        var quarantine = Of(
            new NodeStorageStatus().WithQuarantine("/data", [Item("one", 2), Item("two", 1)], ExpiryReport.Nothing)
        );

        Assert.That(
            quarantine,
            Is.EqualTo(
                new QuarantineReport
                {
                    Held = new Tally { Items = 2, Bytes = 20 },
                    NextExpirationTime = TestScans.Noon.AddHours(1),
                }
            )
        );
    }

    [Test]
    public void Adds_up_what_was_deleted_and_keeps_it_through_a_measurement()
    {
        var usage = new StoreUsage
        {
            Store = TestScans.Store,
            MeasurementTime = TestScans.Noon,
            Parts = [],
        };

        var status = new NodeStorageStatus()
            .WithQuarantine("/data", [Item("three", 1)], TwoExpired)
            .WithUsage(usage)
            .WithQuarantine("/data", [], TwoExpired);

        Assert.That(
            Of(status),
            Is.EqualTo(
                new QuarantineReport
                {
                    Deleted = new Tally { Items = 4, Bytes = 8192 },
                }
            )
        );
        Assert.That(status.DataRoots.Single().MeasurementTime, Is.EqualTo(TestScans.Noon));
    }

    [Test]
    public void Takes_no_bytes_away_when_others_filled_the_disk_meanwhile()
    {
        var status = new NodeStorageStatus().WithQuarantine("/data", [], TwoExpired with { Reclaimed = new Bytes(-5) });

        Assert.That(Of(status).Deleted, Is.EqualTo(new Tally { Items = 2 }));
    }

    [Test]
    public void The_same_quarantine_is_no_news()
    {
        var status = new NodeStorageStatus().WithQuarantine("/data", [Item("one", 1)], ExpiryReport.Nothing);

        Assert.That(status.WithQuarantine("/data", [Item("one", 1)], ExpiryReport.Nothing), Is.SameAs(status));
    }

    [Test]
    public void A_store_that_never_had_a_quarantine_is_not_reported()
    {
        var status = new NodeStorageStatus();

        Assert.That(status.WithQuarantine("/data", [], ExpiryReport.Nothing), Is.SameAs(status));
    }

    private static QuarantineReport Of(NodeStorageStatus status) => status.DataRoots.Single().Quarantine;

    private static QuarantinedItem Item(string name, int hours) =>
        new()
        {
            Run = "run-1",
            Class = CleanupClass.Layers,
            Kind = ResourceKind.LayerDirectory,
            Name = $"overlay2/{name}",
            Path = $"overlay2/{name}",
            Place = $".nodegc/quarantine/run-1/layers/{name}",
            Device = 1,
            Inode = 2,
            BornNanoseconds = 3,
            SizeBytes = 10,
            Reason = "unreferenced",
            Removal = RemovalMethod.Filesystem,
            MovedAt = TestScans.Noon,
            ExpiresAt = TestScans.Noon.AddHours(hours),
        };
}
