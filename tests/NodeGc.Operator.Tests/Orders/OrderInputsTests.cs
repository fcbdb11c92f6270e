using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Orders;

/// <summary>Which orders contain the images of the cluster's workloads and the thresholds of the kubelet.</summary>
public sealed class OrderInputsTests
{
    private static readonly NodeStorageCleanup Images = Given
        .Cleanup("images")
        .With(spec => spec with { Collect = new() { Images = new() } });
    private static readonly NodeStorageCleanup Full = Given
        .Cleanup("full")
        .With(spec =>
            spec with
            {
                When = new()
                {
                    DiskUsagePercent = new() { High = 70, Low = 10 },
                },
            }
        );
    private static readonly ClusterImages Now = new() { References = ["nginx:latest"] };
    private static readonly ClusterNode Node = Given.Node("n1").Alive();

    [Test]
    public void An_order_that_collects_images_says_what_workloads_name() =>
        Assert.That(OrderOf(Images, Node).ClusterImages, Is.EqualTo(Now));

    [Test]
    public void An_order_that_was_given_keeps_what_it_was_given_with()
    {
        var earlier = new ClusterImages { References = ["app:1"] };
        var holding = Node.Holding(Given.OrderOf(Images) with { ClusterImages = earlier });

        Assert.That(OrderOf(Images, holding).ClusterImages, Is.EqualTo(earlier));
        Assert.That(ActiveCleanup.Find(Images, Given.Now)!.NeedsImagesFor(holding), Is.False);
    }

    [Test]
    public void Nobody_is_asked_for_an_order_without_images() =>
        Assert.That(ActiveCleanup.Find(Given.Cleanup("layers"), Given.Now)!.NeedsImagesFor(Node), Is.False);

    [Test]
    public void Nobody_is_asked_where_the_cleanup_does_not_want_it()
    {
        var without = Images.With(spec => spec with { Protect = new() { ClusterImages = false } });

        Assert.That(ActiveCleanup.Find(without, Given.Now)!.NeedsImagesFor(Node), Is.False);
        Assert.That(OrderOf(without, Node).ClusterImages, Is.Null);
    }

    [Test]
    public void A_kubelet_is_asked_once_and_only_for_an_order_with_thresholds()
    {
        Assert.That(ActiveCleanup.Find(Full, Given.Now)!.NeedsKubeletFor(Node), Is.True);
        Assert.That(ActiveCleanup.Find(Full, Given.Now)!.NeedsKubeletFor(Node.Holding(Full)), Is.False);
        Assert.That(ActiveCleanup.Find(Given.Cleanup("layers"), Given.Now)!.NeedsKubeletFor(Node), Is.False);
    }

    private static CleanupOrder OrderOf(NodeStorageCleanup cleanup, ClusterNode node) =>
        new[] { ActiveCleanup.Find(cleanup, Given.Now)! with { Inputs = new(Now, Kubelet: null) } }.Plan(node).Single();
}
