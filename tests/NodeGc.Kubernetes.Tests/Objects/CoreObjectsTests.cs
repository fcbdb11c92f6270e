using System.Text.Json;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;

namespace NodeGc.Kubernetes.Tests.Objects;

public sealed class CoreObjectsTests
{
    [Test]
    public void Knows_its_kind_even_where_the_server_leaves_it_out()
    {
        var node = Read(CoreResources.Nodes, """{"metadata":{"name":"n1"}}""");

        Assert.That((node.ApiVersion, node.Kind), Is.EqualTo(("v1", "Node")));
    }

    [Test]
    public void Reads_null_lists_as_absent_and_ignores_what_it_does_not_know()
    {
        var node = Read(
            CoreResources.Nodes,
            """{"metadata":{"name":"n1","finalizers":null,"new":1},"spec":{"new":1},"x":{}}"""
        );

        Assert.That(node.Metadata.Finalizers, Is.Null);
    }

    [Test]
    public void Leaves_out_what_is_null()
    {
        var lease = new Lease { Metadata = new ObjectMeta { Name = "leader" } };

        Assert.That(
            Write(CoreResources.Leases, lease),
            Is.EqualTo("""{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"leader"}}""")
        );
    }

    [Test]
    public void Writes_lease_times_with_six_digits_and_all_others_without()
    {
        var time = new DateTimeOffset(2026, 1, 2, 5, 4, 5, 600, TimeSpan.FromHours(2)).AddTicks(7);
        var lease = new Lease
        {
            Metadata = new ObjectMeta { CreationTimestamp = time },
            Spec = new LeaseSpec { RenewTime = time },
        };

        var json = Write(CoreResources.Leases, lease);

        Assert.That(json, Does.Contain("\"creationTimestamp\":\"2026-01-02T03:04:05Z\""));
        Assert.That(json, Does.Contain("\"renewTime\":\"2026-01-02T03:04:05.600000Z\""));
    }

    [TestCase("""{"status":{"nodeInfo":{"operatingSystem":"linux"}},"metadata":{}}""", true)]
    [TestCase(
        """{"status":{"nodeInfo":{"operatingSystem":"windows"}},"metadata":{"labels":{"kubernetes.io/os":"linux"}}}""",
        false
    )]
    [TestCase(
        """{"status":{"nodeInfo":{"operatingSystem":""}},"metadata":{"labels":{"kubernetes.io/os":"linux"}}}""",
        true
    )]
    [TestCase("""{"metadata":{}}""", false)]
    public void Tells_a_Linux_node_by_what_kubelet_reported_or_else_by_its_label(string json, bool expected) =>
        Assert.That(Read(CoreResources.Nodes, json).RunsLinux(), Is.EqualTo(expected));

    [Test]
    public void Gives_the_path_of_core_and_grouped_resources()
    {
        Assert.That(CoreResources.Nodes.CollectionPath(), Is.EqualTo("/api/v1/nodes"));
        Assert.That(
            CoreResources.Leases.CollectionPath("kube-system"),
            Is.EqualTo("/apis/coordination.k8s.io/v1/namespaces/kube-system/leases")
        );
        Assert.That(CoreResources.Leases.CollectionPath(), Is.EqualTo("/apis/coordination.k8s.io/v1/leases"));
    }

    [Test]
    public void Refuses_an_owner_that_does_not_come_from_the_server() =>
        Assert.That(
            () => OwnerReference.To(new Node { Metadata = new ObjectMeta { Name = "n1" } }),
            Throws.ArgumentException
        );

    private static T Read<T>(ResourceType<T> type, string json)
        where T : class, IKubernetesObject => JsonSerializer.Deserialize(json, type.Json)!;

    private static string Write<T>(ResourceType<T> type, T value)
        where T : class, IKubernetesObject => JsonSerializer.Serialize(value, type.Json);
}
