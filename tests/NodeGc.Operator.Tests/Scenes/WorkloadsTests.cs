using System.Text.Json.Nodes;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.ApiServer.Faults;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>What orders say of the images that workloads name, in a cluster that has workloads.</summary>
[Category("Slow")]
public sealed class WorkloadsTests
{
    private const string Images = """{ "mode": "Report", "collect": { "images": { "scope": "Unused" } } }""";

    private static readonly string CronJobVersion = TestCluster.IsOlderThan(1, 21) ? "batch/v1beta1" : "batch/v1";

    private static readonly string Workloads = string.Join(
        "\n---\n",
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: lone, namespace: default }
        spec:
          initContainers: [{ name: first, image: "registry.example.com/init:1" }]
          containers: [{ name: main, image: nginx }, { name: side, image: "docker.io/library/busybox:1" }]
        """,
        Controller("apps/v1", "Deployment", "of-deployment:1", "replicas: 0, selector: { matchLabels: { app: a } }"),
        Controller("apps/v1", "DaemonSet", "of-daemonset:1", "selector: { matchLabels: { app: a } }"),
        Controller(
            "apps/v1",
            "StatefulSet",
            "of-statefulset:1",
            "serviceName: s, selector: { matchLabels: { app: a } }"
        ),
        Controller(
            "apps/v1",
            "ReplicaSet",
            "of-old-replicaset:1",
            "replicas: 0, selector: { matchLabels: { app: a } }",
            "old"
        ),
        Controller("apps/v1", "ReplicaSet", "of-replicaset:1", "replicas: 2, selector: { matchLabels: { app: a } }"),
        Controller("v1", "ReplicationController", "of-controller:1", "replicas: 1, selector: { app: a }"),
        Controller("batch/v1", "Job", "of-job:1", "backoffLimit: 1"),
        $$"""
        apiVersion: {{CronJobVersion}}
        kind: CronJob
        metadata: { name: it, namespace: default }
        spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: {{Template("of-cronjob:1")}} } } }
        """
    );

    private Scene scene = null!;

    [SetUp]
    public async Task Start() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task An_order_names_the_images_of_every_kind_of_workload()
    {
        await scene.Cluster.Objects.ApplyAsync(Workloads, default);

        Assert.That(
            (await GiveAsync(Images)).ClusterImages?.References,
            Is.EqualTo(
                new[]
                {
                    "busybox:1",
                    "nginx:latest",
                    "of-controller:1",
                    "of-cronjob:1",
                    "of-daemonset:1",
                    "of-deployment:1",
                    "of-job:1",
                    "of-replicaset:1",
                    "of-statefulset:1",
                    "registry.example.com/init:1",
                }
            )
        );
    }

    [Test]
    public async Task An_issued_order_is_not_written_again_when_a_workload_changes()
    {
        await GiveAsync(Images);
        var before = await StorageAsync();
        await scene.Cluster.Objects.ApplyAsync(Workloads, default);
        await scene.ApplyAsync("other", """{ "collect": { "layers": {} } }""");
        await scene.UntilAsync("the other order", async () => (await StorageAsync()).Spec?.Orders.Length == 2);

        Assert.That(
            (await StorageAsync()).Spec!.Orders.First(order => order.Cleanup == "images"),
            Is.EqualTo(before.Spec!.Orders.Single())
        );
    }

    [Test]
    public async Task Where_a_kind_may_not_be_listed_the_order_and_the_cleanup_say_so()
    {
        await ForbidJobsAsync();

        var order = await GiveAsync(Images);

        Assert.That(
            order.ClusterImages?.UnknownReason,
            Does.StartWith("cannot list jobs.batch: ").And.Contains("forbidden")
        );
        await scene.UntilAsync("the condition", async () =>
            (await scene.GetStatusAsync("images")).Conditions.Find("Effective")
                is { Status: ConditionStatus.False, Reason: "WorkloadImagesUnknown" }
        );
    }

    [Test]
    public async Task An_order_that_does_not_want_it_says_nothing() =>
        Assert.That(
            (
                await GiveAsync("""{ "collect": { "images": {} }, "protect": { "clusterImages": false } }""")
            ).ClusterImages,
            Is.Null
        );

    [Test]
    [NeedsInProcessServer("A real API server has no switches to make things go wrong.")]
    public async Task CronJobs_that_no_version_of_their_group_serves_leave_the_images_unknown()
    {
        scene.Cluster.InProcess!.Faults.Always(
            request => request.Path.EndsWith("/cronjobs", StringComparison.Ordinal),
            new Fault.Answer(404)
        );

        Assert.That(
            (await GiveAsync(Images)).ClusterImages?.UnknownReason,
            Does.StartWith("cannot list cronjobs.batch: ")
        );
    }

    /// <summary>As where somebody narrowed what the chart gives.</summary>
    private async Task ForbidJobsAsync()
    {
        const string Path = $"/apis/rbac.authorization.k8s.io/v1/clusterroles/{OperatorRights.Name}";
        var rules = (await scene.Cluster.Objects.GetAsync(Path, default))["rules"]!.DeepClone().AsArray();
        var batch = rules.Single(rule => (string?)rule!["apiGroups"]![0] == "batch");
        batch!["resources"] = new JsonArray("cronjobs");
        await scene.Cluster.Objects.MergeAsync(Path, new JsonObject { ["rules"] = rules }, default);
        await scene.Cluster.AwaitAccessAsync(
            OperatorRights.Namespace,
            OperatorRights.Name,
            "/apis/batch/v1/jobs",
            allowed: false,
            default
        );
    }

    private static string Controller(string apiVersion, string kind, string image, string more, string name = "it") =>
        $$"""
            apiVersion: {{apiVersion}}
            kind: {{kind}}
            metadata: { name: {{name}}, namespace: default }
            spec: { {{more}}, template: {{Template(image, kind == "Job" ? "Never" : "Always")}} }
            """;

    private static string Template(string image, string restart = "Never") =>
        "{ metadata: { labels: { app: a } }, "
        + $$"""spec: { restartPolicy: {{restart}}, containers: [{ name: main, image: "{{image}}" }] } }""";

    private async Task<CleanupOrder> GiveAsync(string spec)
    {
        await scene.AddNodeAsync("n1");
        scene.StartOperator();
        await scene.ApplyAsync("images", spec);
        await scene.UntilAsync("the order", async () => (await StorageAsync()).Spec?.Orders.Length == 1);
        return (await StorageAsync()).Spec!.Orders.Single();
    }

    private Task<NodeStorage> StorageAsync() => scene.Storages.GetAsync(new ObjectKey(null, "n1"), default);
}
