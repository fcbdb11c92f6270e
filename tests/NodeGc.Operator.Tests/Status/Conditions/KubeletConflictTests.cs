using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Status.Conditions;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status.Conditions;

/// <summary>When a kubelet would act before a cleanup does.</summary>
public sealed class KubeletConflictTests
{
    private static readonly KubeletThresholds ByDefault = new()
    {
        ImageGCHighThresholdPercent = 85,
        EvictionDiskPercent = 85,
        EvictionInodePercent = 95,
    };
    private static readonly ClusterNode Node = Given.Node("n1").Alive();

    [TestCase(84, null)]
    [TestCase(
        85,
        "the kubelet removes images at 85% disk usage (imageGCHighThresholdPercent), "
            + "but when.diskUsagePercent.high is 85%"
    )]
    public void Kubelet_is_first_where_high_is_not_below_its_threshold(int high, string? conflict) =>
        Assert.That(KubeletConflict.Find(Disk(high), ByDefault), Is.EqualTo(conflict));

    [Test]
    public void The_first_of_its_thresholds_counts() =>
        Assert.That(
            KubeletConflict.Find(
                Disk(85),
                new KubeletThresholds { ImageGCHighThresholdPercent = 90, EvictionDiskPercent = 80 }
            ),
            Does.StartWith("the kubelet evicts pods at 80%")
        );

    [Test]
    public void Inodes_are_compared_with_inodes() =>
        Assert.That(
            KubeletConflict.Find(
                new WhenSpec
                {
                    InodeUsagePercent = new() { High = 96, Low = 90 },
                },
                ByDefault
            ),
            Does.StartWith("the kubelet evicts pods at 95% inode usage")
        );

    [Test]
    public void What_is_not_known_conflicts_with_nothing() =>
        Assert.That(KubeletConflict.Find(Disk(100), KubeletThresholds.Unknown("forbidden")), Is.Null);

    [Test]
    public void A_cleanup_that_begins_too_late_is_not_effective()
    {
        var late = Cleanup(90);
        var status = late.Fold(Node.Holding(Given.OrderOf(late) with { Kubelet = ByDefault }));

        Assert.That(status.Words(), Does.Contain("Effective=False/KubeletActsFirst"));
        Assert.That(
            status.Message("Effective"),
            Does.StartWith("this cleanup starts too late on 1 node: n1 (the kubelet removes images at 85%")
        );
    }

    [Test]
    public void A_cleanup_that_begins_in_time_has_no_such_condition() =>
        Assert.That(
            Cleanup(70).Fold(Node.Holding(Given.OrderOf(Cleanup(70)) with { Kubelet = ByDefault })).Words(),
            Has.None.StartsWith("Effective")
        );

    [Test]
    public void A_kubelet_that_does_not_answer_leaves_it_unknown() =>
        Assert.That(
            Cleanup(70)
                .Fold(
                    Node.Holding(Given.OrderOf(Cleanup(70)) with { Kubelet = KubeletThresholds.Unknown("forbidden") })
                )
                .Words(),
            Does.Contain("Effective=Unknown/KubeletUnknown")
        );

    private static WhenSpec Disk(int high) =>
        new()
        {
            DiskUsagePercent = new() { High = high, Low = 10 },
        };

    private static NodeStorageCleanup Cleanup(int high) =>
        Given.Cleanup("full").With(spec => spec with { When = Disk(high) });
}
