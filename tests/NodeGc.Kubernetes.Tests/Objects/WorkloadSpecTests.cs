using NodeGc.Kubernetes.Objects.Workloads;

namespace NodeGc.Kubernetes.Tests.Objects;

public sealed class WorkloadSpecTests
{
    [Test]
    public void Names_the_images_of_all_containers_however_deep_the_template()
    {
        var pod = new WorkloadSpec
        {
            Containers = [new() { Image = "a" }, new()],
            InitContainers = [new() { Image = "b" }],
            EphemeralContainers = [new() { Image = "c" }],
        };
        var cronJob = new WorkloadSpec { JobTemplate = new() { Spec = new() { Template = new() { Spec = pod } } } };

        Assert.That(pod.ListImages(), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(cronJob.ListImages(), Is.EqualTo(pod.ListImages()));
        Assert.That(new WorkloadSpec { Template = new() }.ListImages(), Is.Empty);
    }
}
