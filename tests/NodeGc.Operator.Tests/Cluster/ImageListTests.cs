using NodeGc.Api.Nodes;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Tests.Cluster;

public sealed class ImageListTests
{
    [Test]
    public void Names_each_image_once_in_the_form_of_the_engine() =>
        Assert.That(
            ImageList.Build(["nginx", "docker.io/library/nginx:latest", "app:1"]),
            Is.EqualTo(new ClusterImages { References = ["app:1", "nginx:latest"] })
        );

    [Test]
    public void A_list_that_is_too_long_is_none()
    {
        var list = ImageList.Build(
            Enumerable.Range(0, ClusterImages.MaxReferences + 1).Select(number => $"app:{number}")
        );

        Assert.That(list.References, Is.Empty);
        Assert.That(
            list.UnknownReason,
            Does.StartWith("the cluster's workloads refer to 2001 images").And.Contains("an order can hold 2000")
        );
    }

    [Test]
    public void Names_that_are_too_long_together_are_none() =>
        Assert.That(
            ImageList
                .Build(Enumerable.Range(0, 500).Select(number => $"{new string('a', 500)}:{number}"))
                .UnknownReason,
            Is.Not.Null
        );

    [Test]
    public void A_cluster_without_workloads_names_nothing_and_that_is_known() =>
        Assert.That(ImageList.Build([]), Is.EqualTo(new ClusterImages()));
}
