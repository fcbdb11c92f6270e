using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Charts;
using Connection = NodeGc.Kubernetes.Configuration;

namespace NodeGc.Dashboard.Tests.Clusters;

/// <summary>A cluster with the definitions of NodeGc, and with the rights that the chart gives an operator whose
/// dashboard is enabled. Everything in it is written through the API.</summary>
internal sealed class DashboardCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly KubernetesClient admin;

    private DashboardCluster(TestCluster cluster, string operatorKubeconfig)
    {
        (Cluster, OperatorKubeconfig) = (cluster, operatorKubeconfig);
        admin = new KubernetesClient(
            Connection.Kubeconfig.Connect([cluster.AdminKubeconfigPath]),
            "dashboard-tests",
            TimeProvider.System
        );
    }

    public TestCluster Cluster { get; }

    /// <summary>With the rights of the operator's service account.</summary>
    public string OperatorKubeconfig { get; }

    private ResourceClient<NodeStorage> Storages => admin.Resource(ResourceTypes.NodeStorages);

    private ResourceClient<NodeStorageCleanup> Cleanups => admin.Resource(ResourceTypes.NodeStorageCleanups);

    public static async Task<DashboardCluster> StartAsync(bool exposed = false)
    {
        var cluster = await TestCluster.StartAsync(default);
        foreach (var definition in Directory.GetFiles(SourceTree.PathOf("crds"), "nodegc.io_*.yaml"))
            await cluster.Objects.ApplyAsync(await File.ReadAllTextAsync(definition), default);
        await cluster.Objects.ApplyAsync(
            ChartRights.RenderWith(
                "operator.dashboard.enabled=true",
                $"operator.dashboard.exposed={(exposed ? "true" : "false")}"
            ),
            default
        );
        var (space, name) = (ChartRights.Namespace, ChartRights.Operator);
        await cluster.AwaitAccessAsync(space, name, "/api/v1/nodes?limit=1", allowed: true, default);
        return new DashboardCluster(cluster, await cluster.MintKubeconfigAsync(space, name, default));
    }

    /// <summary>A Linux node with the NodeStorage that the operator would create for it.</summary>
    public async Task AddNodeAsync(string name, string pool)
    {
        var machine = new Node
        {
            Metadata = new ObjectMeta
            {
                Name = name,
                Labels = new Dictionary<string, string>
                {
                    ["kubernetes.io/os"] = "linux",
                    ["pool"] = pool,
                }.ToImmutableDictionary(),
            },
        };
        var stored = await admin.Resource(CoreResources.Nodes).CreateAsync(machine, default);
        var metadata = new ObjectMeta { Name = name, OwnerReferences = [OwnerReference.To(stored)] };
        await Storages.CreateAsync(new NodeStorage { Metadata = metadata }, default);
    }

    /// <summary>Reports as the agent of the node does.</summary>
    public Task ReportAsync(string node, NodeStorageStatus status) =>
        Storages.Status.MergePatchAsync(
            new ObjectKey(null, node),
            new JsonObject
            {
                ["status"] = JsonSerializer.SerializeToNode(status, ApiJsonContext.Default.NodeStorageStatus),
            },
            default
        );

    public Task ApplyAsync(string cleanup, string spec) =>
        Cluster.Objects.ApplyAsync(
            new JsonObject
            {
                ["apiVersion"] = "nodegc.io/v1alpha1",
                ["kind"] = "NodeStorageCleanup",
                ["metadata"] = new JsonObject { ["name"] = cleanup },
                ["spec"] = JsonNode.Parse(spec),
            }.ToJsonString(),
            default
        );

    /// <summary>Runs of the past, as an operator left them in the status.</summary>
    public Task RememberAsync(string cleanup, IEnumerable<FinishedRun> history)
    {
        var status = new NodeStorageCleanupStatus { History = [.. history] };
        var patch = new JsonObject
        {
            ["status"] = JsonSerializer.SerializeToNode(status, ApiJsonContext.Default.NodeStorageCleanupStatus),
        };
        return Cleanups.Status.MergePatchAsync(new ObjectKey(null, cleanup), patch, default);
    }

    /// <summary>The order of a cleanup for a node, once the operator has issued it.</summary>
    public async Task<CleanupOrder> AwaitOrderAsync(string node, string cleanup)
    {
        CleanupOrder? order = null;
        await UntilAsync($"{node} has an order of {cleanup}", async () =>
        {
            var storage = await Storages.GetAsync(new ObjectKey(null, node), default);
            return (order = storage.Spec?.Orders.FirstOrDefault(one => one.Cleanup == cleanup)) is not null;
        });
        return order!;
    }

    public async Task AwaitRunAsync(string cleanup, Func<CleanupRun, bool> holds) =>
        await UntilAsync($"the run of {cleanup}", async () =>
            (await Cleanups.GetAsync(new ObjectKey(null, cleanup), default)).Status?.LastRun is { } run && holds(run)
        );

    public async Task<NodeStorageCleanup> GetCleanupAsync(string name) =>
        await Cleanups.GetAsync(new ObjectKey(null, name), default);

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await Cluster.DisposeAsync();
    }

    private static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            if (deadline.IsCancellationRequested)
                Assert.Fail($"{what} did not come true in {Patience.TotalMinutes} minutes");
            await Task.Delay(50);
        }
    }
}
