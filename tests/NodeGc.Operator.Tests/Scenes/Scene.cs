using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Operator.Notifications;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Charts;
using Connection = NodeGc.Kubernetes.Connection;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>A cluster with NodeGc's kinds and the operator's rights, nodes with simulated agents, and operators that
/// come and go.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentBag<SimulatedAgent> agents = [];
    private readonly List<RunningOperator> operators = [];
    private readonly KubernetesClient admin;

    private Scene(TestCluster cluster, string operatorKubeconfig)
    {
        (Cluster, OperatorKubeconfig) = (cluster, operatorKubeconfig);
        admin = Connect(cluster.AdminKubeconfigPath, "scene");
    }

    public TestCluster Cluster { get; }

    /// <summary>With the rights of the operator's service account.</summary>
    public string OperatorKubeconfig { get; }

    public IReadOnlyCollection<SimulatedAgent> Agents => agents;

    public ResourceClient<NodeStorageCleanup> Cleanups => admin.Resource(ResourceTypes.NodeStorageCleanups);

    public ResourceClient<NodeStorageRestore> Restores => admin.Resource(ResourceTypes.NodeStorageRestores);

    public ResourceClient<NodeStorage> Storages => admin.Resource(ResourceTypes.NodeStorages);

    public ResourceClient<Node> Nodes => admin.Resource(CoreResources.Nodes);

    public ResourceClient<Lease> Leases => admin.Resource(CoreResources.Leases);

    public static async Task<Scene> StartAsync()
    {
        var cluster = await TestCluster.StartAsync(default);
        await cluster.Objects.ApplyAsync(Definitions(), default);
        await cluster.Objects.ApplyAsync(OperatorRights.Yaml, default);
        await cluster.AwaitAccessAsync(
            OperatorRights.Namespace,
            OperatorRights.Name,
            "/api/v1/nodes?limit=1",
            allowed: true,
            default
        );
        return new Scene(
            cluster,
            await cluster.MintKubeconfigAsync(OperatorRights.Namespace, OperatorRights.Name, default)
        );
    }

    /// <summary>A Linux node with an agent that has come up and beats.</summary>
    public async Task<SimulatedAgent> AddNodeAsync(string name, string pool = "build")
    {
        var agent = new SimulatedAgent(await AddMachineAsync(name, pool), Storages);
        agents.Add(agent);
        await agent.ComeUpAsync();
        return agent;
    }

    /// <summary>A Linux node whose agent has reported once, and does nothing more.</summary>
    public async Task AddReportedNodeAsync(string name) =>
        await new SimulatedAgent(await AddMachineAsync(name), Storages).ComeUpAsync();

    /// <summary>A Linux node without an agent.</summary>
    public async Task<Node> AddMachineAsync(string name, string pool = "build")
    {
        var labels = new JsonObject { ["kubernetes.io/os"] = "linux", ["pool"] = pool };
        var node = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Node",
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
        };
        await Cluster.Objects.ApplyAsync(node.ToJsonString(), default);
        return await Nodes.GetAsync(new ObjectKey(null, name), default);
    }

    /// <summary>The kubelet reports whether the node is ready.</summary>
    public Task SetReadyAsync(string node, bool isReady = true, TimeSpan since = default)
    {
        var condition = new JsonObject
        {
            ["type"] = "Ready",
            ["status"] = isReady ? "True" : "False",
            ["lastTransitionTime"] = (DateTimeOffset.UtcNow - since).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
            ["reason"] = "KubeletReady",
            ["message"] = "",
        };
        var status = new JsonObject { ["status"] = new JsonObject { ["conditions"] = new JsonArray(condition) } };
        return Cluster.Objects.MergeAsync($"/api/v1/nodes/{node}/status", status, default);
    }

    /// <summary>As <c>kubectl cordon</c> and <c>kubectl uncordon</c> do.</summary>
    public Task CordonAsync(string node, bool isCordoned = true) =>
        Cluster.Objects.MergeAsync(
            $"/api/v1/nodes/{node}",
            new JsonObject { ["spec"] = new JsonObject { ["unschedulable"] = isCordoned } },
            default
        );

    /// <summary>Creates the cleanup or changes its spec, as a person would with kubectl apply.</summary>
    public Task ApplyAsync(string name, string spec)
    {
        var cleanup = new JsonObject
        {
            ["apiVersion"] = "nodegc.io/v1alpha1",
            ["kind"] = "NodeStorageCleanup",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = JsonNode.Parse(spec),
        };
        return Cluster.Objects.ApplyAsync(cleanup.ToJsonString(), default);
    }

    /// <summary>Creates a restore, as a person would with kubectl apply.</summary>
    public Task RestoreAsync(string name, string spec) =>
        Cluster.Objects.ApplyAsync(
            new JsonObject
            {
                ["apiVersion"] = "nodegc.io/v1alpha1",
                ["kind"] = "NodeStorageRestore",
                ["metadata"] = new JsonObject { ["name"] = name },
                ["spec"] = JsonNode.Parse(spec),
            }.ToJsonString(),
            default
        );

    public Task DeleteAsync<T>(ResourceType<T> type, string name)
        where T : class, IKubernetesObject => Cluster.Objects.DeleteAsync($"{type.CollectionPath()}/{name}", default);

    /// <summary>The same as a client does that neither applies on the server nor asks for strict fields: what the
    /// definition does not know is dropped.</summary>
    public async Task StoreAsync(string name, string spec)
    {
        const string Path = "/apis/nodegc.io/v1alpha1/nodestoragecleanups";
        var cleanup = new JsonObject
        {
            ["apiVersion"] = "nodegc.io/v1alpha1",
            ["kind"] = "NodeStorageCleanup",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = JsonNode.Parse(spec),
        };
        if (await Cleanups.FindAsync(new ObjectKey(null, name), default) is null)
            await Cluster.Objects.CreateAsync(Path, cleanup, default);
        else
            await Cluster.Objects.MergeAsync($"{Path}/{name}", cleanup, default);
    }

    public RunningOperator StartOperator(
        string identity = "operator-0",
        bool readsKubelets = false,
        string? agentSelector = null,
        WebhookOptions? webhook = null,
        TimeSpan? heartbeatBound = null
    )
    {
        var pods = agentSelector is null
            ? null
            : new ListOptions { Namespace = OperatorRights.Namespace, LabelSelector = agentSelector };
        var running = new RunningOperator(
            Connect(OperatorKubeconfig, "nodegc-operator"),
            identity,
            readsKubelets,
            pods,
            webhook,
            heartbeatBound
        );
        operators.Add(running);
        return running;
    }

    public async Task<NodeStorageCleanupStatus> GetStatusAsync(string cleanup) =>
        (await Cleanups.GetAsync(new ObjectKey(null, cleanup), default)).Status ?? new NodeStorageCleanupStatus();

    public async Task<string?> FindLeaderAsync() =>
        (await Leases.FindAsync(OperatorRights.Lease, default))?.Spec?.HolderIdentity;

    /// <summary>Lets the agents work until the condition of this cleanup is True for its present generation.</summary>
    public Task UntilAsync(string cleanup, string condition) => UntilAsync($"{cleanup} is {condition}", async () =>
        {
            var current = await Cleanups.GetAsync(new ObjectKey(null, cleanup), default);
            return current.Status?.Conditions.Find(condition) is { Status: ConditionStatus.True } found
                && found.ObservedGeneration == current.Metadata.Generation;
        });

    /// <summary>Lets the agents work until something holds.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            await Parallel.ForEachAsync(agents, async (agent, _) => await agent.WorkAsync());
            if (await holds())
                return;
            if (deadline.IsCancellationRequested)
                Assert.Fail($"{what} did not come true in {Patience.TotalMinutes} minutes; {await DescribeAsync()}");
            await Task.Delay(20);
        }
    }

    /// <summary>Ends all operators in order.</summary>
    public async Task StopOperatorsAsync()
    {
        foreach (var running in operators)
            await running.DisposeAsync();
        operators.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopOperatorsAsync();
        admin.Dispose();
        await Cluster.DisposeAsync();
    }

    private async Task<string> DescribeAsync()
    {
        var cleanups = await Cleanups.ListAsync(ListOptions.All, default);
        return string.Join(
            "\n",
            cleanups.Items.Select(cleanup => JsonSerializer.Serialize(cleanup, ResourceTypes.NodeStorageCleanups.Json))
        );
    }

    public static KubernetesClient Connect(string kubeconfig, string fieldManager) =>
        new(NodeGc.Kubernetes.Configuration.Kubeconfig.Connect([kubeconfig]), fieldManager, TimeProvider.System);

    /// <summary>
    /// From now on the server holds this definition as in this release, or without a field, as in an older one.
    /// </summary>
    public async Task DefineAsync(string file, string? without = null, Func<string, string>? change = null)
    {
        var yaml = await File.ReadAllTextAsync(SourceTree.PathOf("crds", file));
        await Cluster.Objects.ReplaceDefinitionAsync(
            change?.Invoke(yaml) ?? (without is null ? yaml : OldDefinition.Without(yaml, without)),
            default
        );
    }

    /// <summary>
    /// From now on the server holds no definition of the nodes' objects; a real one serves them for a moment longer.
    /// </summary>
    public async Task UndefineStoragesAsync()
    {
        await Cluster.Objects.DeleteAsync(
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/nodestorages.nodegc.io",
            default
        );
        await UntilAsync("NodeStorages are not served any more", async () =>
        {
            using var answer = await Cluster.Http.GetAsync("/apis/nodegc.io/v1alpha1/nodestorages");
            return answer.StatusCode == HttpStatusCode.NotFound;
        });
    }

    private static string Definitions() =>
        string.Join(
            "\n---\n",
            Directory.GetFiles(SourceTree.PathOf("crds"), "nodegc.io_*.yaml").Select(File.ReadAllText)
        );
}
