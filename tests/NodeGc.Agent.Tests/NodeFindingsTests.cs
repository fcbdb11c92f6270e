using NodeGc.Agent.Daemon;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Inventories;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Agent.Tests;

internal sealed class NodeFindingsTests
{
    private static readonly Doubt Damage = new(DoubtKind.MetadataDamaged, DoubtScope.Layers, "image/overlay2/imagedb", "it is no JSON");

    [Test]
    public void A_store_that_was_understood_is_ready() => Assert.That(StatusOf(Looks.Of()).IsTrue(NodeConditions.Ready));

    [Test]
    public void A_doubt_has_its_own_condition_that_names_the_subject()
    {
        var conditions = StatusOf(Looks.WithDoubts(Damage));

        Assert.Multiple(() =>
        {
            Assert.That(conditions.IsTrue(NodeConditions.MetadataDamaged));
            Assert.That(conditions.Find(NodeConditions.MetadataDamaged)!.Message, Does.Contain("image/overlay2/imagedb: it is no JSON"));
            Assert.That(conditions.Find(NodeConditions.Ready)!.Reason, Is.EqualTo(NodeReasons.InDoubt));
        });
    }

    [Test]
    public void A_doubt_that_was_resolved_clears_its_condition()
    {
        var status = new NodeStorageStatus().WithScan(Looks.WithDoubts(Damage), isReadOnly: false, Looks.Noon).WithScan(Looks.Of(), isReadOnly: false, Looks.Noon);

        Assert.That(status.Conditions.IsTrue(NodeConditions.MetadataDamaged), Is.False);
    }

    [Test]
    public void A_read_only_agent_says_so() =>
        Assert.That(new NodeStorageStatus().WithScan(Looks.Of(), isReadOnly: true, Looks.Noon).Conditions.Find(NodeConditions.Ready)!.Reason, Is.EqualTo(NodeReasons.ReadOnly));

    [Test]
    public void Tells_how_full_the_disk_is()
    {
        var storage = new NodeStorageStatus().WithScan(Looks.Of(), isReadOnly: false, Looks.Noon).Storage!;

        Assert.That((storage.CapacityBytes, storage.UsedBytes, storage.FreeBytes), Is.EqualTo((1000L, 600L, 300L)));
    }

    private static System.Collections.Immutable.ImmutableArray<Condition> StatusOf(Scanning.Scan scan) =>
        new NodeStorageStatus().WithScan(scan, isReadOnly: false, Looks.Noon).Conditions;
}
