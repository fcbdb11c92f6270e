using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>Kubelets that the operator is told to ask.</summary>
public sealed class KubeletsTests
{
    private Scene scene = null!;

    [SetUp]
    public async Task Start() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task Where_a_kubelet_cannot_be_asked_the_order_is_given_all_the_same_and_says_so()
    {
        await scene.AddNodeAsync("n1");
        scene.StartOperator(readsKubelets: true);
        await scene.ApplyAsync(
            "full",
            """{ "when": { "diskUsagePercent": { "high": 90, "low": 80 } }, "collect": { "layers": {} } }"""
        );

        await scene.UntilAsync("full", "Ready");

        var order = (await scene.Storages.GetAsync(new ObjectKey(null, "n1"), default)).Spec!.Orders.Single();
        Assert.That(order.Kubelet?.UnknownReason, Does.StartWith("GET /api/v1/nodes/n1/proxy/configz: "));
        Assert.That(
            (await scene.GetStatusAsync("full")).Conditions.Find("Effective"),
            Is.Not.Null.And.Property("Reason").EqualTo("KubeletUnknown")
        );
    }

    [Test]
    public async Task Nobody_is_asked_unless_somebody_wants_it()
    {
        await scene.AddNodeAsync("n1");
        scene.StartOperator();
        await scene.ApplyAsync(
            "full",
            """{ "when": { "diskUsagePercent": { "high": 90, "low": 80 } }, "collect": { "layers": {} } }"""
        );

        await scene.UntilAsync("full", "Ready");

        Assert.That(
            (await scene.Storages.GetAsync(new ObjectKey(null, "n1"), default)).Spec!.Orders.Single().Kubelet,
            Is.Null
        );
        Assert.That((await scene.GetStatusAsync("full")).Conditions.Find("Effective"), Is.Null);
    }
}
