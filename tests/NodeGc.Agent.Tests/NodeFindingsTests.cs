using NodeGc.Agent.Daemon;
using NodeGc.Api.Nodes;
using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Agent.Tests;

internal sealed class NodeFindingsTests
{
    private static readonly Doubt Damage = new(
        DoubtKind.MetadataDamaged,
        DoubtScope.Layers,
        "image/overlay2/imagedb",
        "it is not JSON"
    );

    [Test]
    public void A_store_that_was_understood_is_ready() =>
        Assert.That(StatusOf(TestScans.Create()).IsTrue(NodeConditions.Ready));

    [Test]
    public void A_doubt_has_its_own_condition_that_names_the_subject()
    {
        var conditions = StatusOf(TestScans.WithDoubts(Damage));

        Assert.Multiple(() =>
        {
            Assert.That(conditions.IsTrue(NodeConditions.MetadataDamaged));
            Assert.That(
                conditions.Find(NodeConditions.MetadataDamaged)!.Message,
                Does.Contain("image/overlay2/imagedb: it is not JSON")
            );
            Assert.That(conditions.Find(NodeConditions.Ready)!.Reason, Is.EqualTo(NodeReasons.MetadataNotUnderstood));
        });
    }

    [Test]
    public void A_process_that_concerns_no_store_is_named_and_sets_no_condition()
    {
        var stranger = new Doubt(
            DoubtKind.EngineUnreachable,
            DoubtScope.Nothing,
            "process 7 (dockerd)",
            "its file is a FIFO"
        );

        var conditions = StatusOf(TestScans.WithDoubts(stranger));
        var condition = conditions.Find(NodeConditions.EngineUnreachable)!;

        Assert.Multiple(() =>
        {
            Assert.That(condition.Status, Is.EqualTo(ConditionStatus.False));
            Assert.That(condition.Reason, Is.EqualTo(NodeReasons.OtherProcesses));
            Assert.That(condition.Message, Does.Contain("process 7 (dockerd): its file is a FIFO"));
            Assert.That(conditions.IsTrue(NodeConditions.Ready));
            Assert.That(
                StatusOf(TestScans.WithDoubts(stranger, stranger with { Scope = DoubtScope.Everything }))
                    .IsTrue(NodeConditions.EngineUnreachable),
                "beside an engine that is unreachable"
            );
        });
    }

    [Test]
    public void A_doubt_that_was_resolved_clears_its_condition()
    {
        var status = new NodeStorageStatus()
            .WithScan(TestScans.WithDoubts(Damage), isReadOnly: false, TestScans.Noon)
            .WithScan(TestScans.Create(), isReadOnly: false, TestScans.Noon);

        Assert.That(status.Conditions.IsTrue(NodeConditions.MetadataDamaged), Is.False);
    }

    [Test]
    public void A_read_only_agent_says_so() =>
        Assert.That(
            new NodeStorageStatus()
                .WithScan(TestScans.Create(), isReadOnly: true, TestScans.Noon)
                .Conditions.Find(NodeConditions.Ready)!
                .Reason,
            Is.EqualTo(NodeReasons.ReadOnly)
        );

    [Test]
    public void Tells_how_full_the_disk_is()
    {
        var storage = new NodeStorageStatus().WithScan(TestScans.Create(), isReadOnly: false, TestScans.Noon).Storage!;

        Assert.That((storage.CapacityBytes, storage.UsedBytes, storage.FreeBytes), Is.EqualTo((1000L, 600L, 300L)));
    }

    [Test]
    public void Reports_the_disk_usage_and_what_the_engine_accounts_for()
    {
        var root = new NodeStorageStatus()
            .WithScan(
                TestScans.Create() with
                {
                    StoreUsage = UsageOf(TestScans.Noon),
                },
                isReadOnly: false,
                TestScans.Noon
            )
            .DataRoots.Single();

        Assert.Multiple(() =>
        {
            Assert.That(
                (root.Path, root.Driver, root.EngineVersion, root.MeasurementTime),
                Is.EqualTo(("/data", "overlay2", "20.10.24", TestScans.Noon))
            );
            Assert.That(
                (root.OnDisk.Bytes, root.AccountedFor.Bytes, root.Unaccounted.Bytes),
                Is.EqualTo((30L, 10L, 20L))
            );
            Assert.That(
                (root.OnDisk.Inodes, root.AccountedFor.Inodes, root.Unaccounted.Inodes),
                Is.EqualTo((3L, 1L, 2L))
            );
            Assert.That(
                root.Parts.Select(part => (part.Name, part.Items, part.Bytes, part.Inodes, part.AccountedForBytes)),
                Is.EqualTo(new[] { ("imageLayers", 1L, 10L, 1L, 10L), ("orphanedLayers", 1L, 20L, 2L, 0L) })
            );
        });
    }

    [Test]
    public void Keeps_what_was_measured_last_when_a_scan_measures_nothing()
    {
        var measured = new NodeStorageStatus().WithScan(
            TestScans.Create() with
            {
                StoreUsage = UsageOf(TestScans.Noon),
            },
            isReadOnly: false,
            TestScans.Noon
        );

        Assert.That(
            measured.WithScan(TestScans.Create(), isReadOnly: false, TestScans.Noon.AddMinutes(5)).DataRoots,
            Is.EqualTo(measured.DataRoots)
        );
        Assert.That(measured.WithUsage(null), Is.SameAs(measured));
        Assert.That(
            measured.WithUsage(UsageOf(TestScans.Noon)),
            Is.SameAs(measured),
            "the same measurement once more is no change"
        );
    }

    [Test]
    public void Puts_a_later_measurement_in_the_place_of_the_one_before()
    {
        var status = new NodeStorageStatus()
            .WithUsage(UsageOf(TestScans.Noon))
            .WithUsage(UsageOf(TestScans.Noon.AddHours(1)));

        Assert.That(status.DataRoots.Select(root => root.MeasurementTime), Is.EqualTo([TestScans.Noon.AddHours(1)]));
    }

    [Test]
    public void Stays_bounded_with_many_data_roots_and_many_deleted_files()
    {
        var files = Enumerable
            .Range(1, 40)
            .Select(pid => new HeldFile(
                new DeletedFile(pid, new string('p', 300), new string('x', 5000) + pid, new Bytes(pid)),
                null,
                null
            ));
        var usages = Enumerable
            .Range(0, 40)
            .Select(hour =>
                UsageOf(TestScans.Noon.AddHours(hour), $"/data{hour:00}") with
                {
                    DeletedOpenFiles = [.. files],
                }
            );

        var roots = usages.Aggregate(new NodeStorageStatus(), (status, usage) => status.WithUsage(usage)).DataRoots;

        Assert.Multiple(() =>
        {
            Assert.That(
                roots.Select(root => root.Path),
                Is.EqualTo(Enumerable.Range(24, 16).Select(hour => $"/data{hour:00}")),
                "the latest ones"
            );
            Assert.That(roots[0].DeletedOpenFiles, Has.Length.EqualTo(10));
            Assert.That(
                roots[0].DeletedOpenFiles[0].Path,
                Has.Length.EqualTo(512).And.StartsWith("…x").And.EndsWith("x1")
            );
            Assert.That(roots[0].DeletedOpenFiles[0].Process, Has.Length.EqualTo(256));
        });
    }

    private static StoreUsage UsageOf(DateTimeOffset at, string? dataRoot = null) =>
        new()
        {
            Store = dataRoot is null ? TestScans.Store : TestScans.Store with { DataRoot = dataRoot },
            MeasurementTime = at,
            Parts =
            [
                new PartUsage(StorePart.ImageLayers, 1, new Extent(new Bytes(10), 1), new Extent(new Bytes(10), 1)),
                new PartUsage(StorePart.OrphanedLayers, 1, new Extent(new Bytes(20), 2), Extent.Zero),
            ],
        };

    private static System.Collections.Immutable.ImmutableArray<Condition> StatusOf(Scanning.Scan scan) =>
        new NodeStorageStatus().WithScan(scan, isReadOnly: false, TestScans.Noon).Conditions;
}
