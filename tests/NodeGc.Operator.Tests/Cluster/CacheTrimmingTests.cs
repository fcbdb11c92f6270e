using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Cluster;

/// <summary>What is kept of a cached object.</summary>
public sealed class CacheTrimmingTests
{
    [Test]
    public void Keeps_everything_that_a_status_is_made_of()
    {
        var layers = Given.Cleanup("layers");
        var error = new ErrorReport { Message = "no space left" };
        var report = Given.Report(layers, OrderPhase.Failed, reclaimable: 10) with { Errors = [error, error] };
        var node = Given.Node("n1").Alive().Reporting(report).Holding(layers);
        var trimmed = node with { Storage = new CacheTrimming().Trim(node.Storage!) };
        Assert.That(layers.Fold(trimmed).Json(), Is.EqualTo(layers.Fold(node).Json()).And.Contain("no space left"));
    }

    [Test]
    public void Keeps_one_copy_of_a_list_of_images_that_many_orders_have()
    {
        var trimming = new CacheTrimming();
        var lists = new[] { "n1", "n2" }.Select(name =>
            trimming.Trim(HoldingImages(name)).Spec!.Orders.Single().ClusterImages
        );
        Assert.That(lists.Distinct(ReferenceEqualityComparer.Instance).Count(), Is.EqualTo(1));
    }

    private static NodeStorage HoldingImages(string node) =>
        Given
            .Node(node)
            .Holding(
                Given.OrderOf(Given.Cleanup("images")) with
                {
                    ClusterImages = new ClusterImages { References = ["app:1", "nginx:latest"] },
                }
            )
            .Storage!;
}
