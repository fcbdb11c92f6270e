using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Planning;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Planning;

/// <summary>Which orders say what the workloads of the cluster name.</summary>
public sealed class ClusterImagesTests
{
    private static readonly NodeStorageCleanup Images = Some.Cleanup("images")
        .With(spec => spec with { Collect = new() { Images = new() } });
    private static readonly ClusterImages Now = new() { References = ["nginx:latest"] };
    private static readonly ClusterNode Node = Some.Node("n1").Alive();

    [Test]
    public void An_order_that_collects_images_says_what_workloads_name() =>
        Assert.That(OrderOf(Images, Node).ClusterImages, Is.EqualTo(Now));

    [Test]
    public void An_order_that_was_given_keeps_what_it_was_given_with()
    {
        var earlier = new ClusterImages { References = ["app:1"] };
        var holding = Node.Holding(Some.OrderOf(Images) with { ClusterImages = earlier });

        Assert.That(OrderOf(Images, holding).ClusterImages, Is.EqualTo(earlier));
        Assert.That(Mandate.Find(Images)!.AsksForImagesOf(holding), Is.False);
    }

    [Test]
    public void Nobody_is_asked_for_an_order_without_images() =>
        Assert.That(Mandate.Find(Some.Cleanup("layers"))!.AsksForImagesOf(Node), Is.False);

    [Test]
    public void Nobody_is_asked_where_the_cleanup_does_not_want_it()
    {
        var without = Images.With(spec => spec with { Protect = new() { ClusterImages = false } });

        Assert.That(Mandate.Find(without)!.AsksForImagesOf(Node), Is.False);
        Assert.That(OrderOf(without, Node).ClusterImages, Is.Null);
    }

    [Test]
    public void A_cleanup_whose_orders_do_not_know_is_not_effective_and_names_the_cause()
    {
        var node = Node.Holding(
            Some.OrderOf(Images) with
            {
                ClusterImages = ClusterImages.Unknown("pods cannot be listed: forbidden"),
            }
        );
        var status = Images.Fold(node);

        Assert.That(status.Words(), Does.Contain("Effective=False/WorkloadImagesUnknown"));
        Assert.That(status.Message("Effective"), Does.Contain("pods cannot be listed: forbidden"));
    }

    private static CleanupOrder OrderOf(NodeStorageCleanup cleanup, ClusterNode node) =>
        RolloutPlanner.Plan([Mandate.Find(cleanup)! with { Images = Now }], node, Some.Liveness).Single();
}
