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
    public void Many_images_are_hashes_and_take_little_space()
    {
        string[] images =
        [
            .. Enumerable
                .Range(0, ImageHashes.MaxImages)
                .Select(number => $"registry.example.com/{new string('a', 400)}/{number}:1"),
        ];

        var list = ImageList.Build(images);

        Assert.That((list.References.Length, list.UnknownReason), Is.EqualTo((0, (string?)null)));
        Assert.That(list.Hashes, Has.Length.LessThanOrEqualTo(16_000));
        Assert.That(list.CountAll(), Is.EqualTo(images.Length).Within(3));
        var hashes = ImageHashes.Read(list.Hashes!)!;
        Assert.That(images.Where(image => !hashes.Contains(ImageHashes.Compute(image))), Is.Empty);
    }

    [Test]
    public void Too_many_images_are_unknown()
    {
        var list = ImageList.Build(Enumerable.Range(0, ImageHashes.MaxImages + 1).Select(number => $"app:{number}"));

        Assert.That((list.References.Length, list.Hashes), Is.EqualTo((0, (string?)null)));
        Assert.That(
            list.UnknownReason,
            Is.EqualTo("the cluster's workloads refer to 3001 images; an order can hold 3000")
        );
    }

    [Test]
    public void A_cluster_without_workloads_names_nothing_and_that_is_known() =>
        Assert.That(ImageList.Build([]), Is.EqualTo(new ClusterImages()));
}
