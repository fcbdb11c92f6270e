using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Agent.Tests.Stores;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Charts;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>One node with its store in a cluster.</summary>
internal sealed class AgentScene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string[] Ended = ["Succeeded", "Failed", "Skipped"];
    private const string NodeStorages = "nodegc.io_nodestorages.yaml";
    private readonly List<AgentProcess> agents = [];

    private readonly string kubeconfig;

    private AgentScene(TestCluster cluster, StoreCopy store, string kubeconfig) =>
        (Cluster, Store, this.kubeconfig) = (cluster, store, kubeconfig);

    public const string Node = "node-a";

    public const string Storages = "/apis/nodegc.io/v1alpha1/nodestorages";

    public const string Path = $"{Storages}/{Node}";

    public TestCluster Cluster { get; }

    public StoreCopy Store { get; }

    public string Log => string.Join("\n----\n", agents.Select(agent => agent.Log));

    public static async Task<AgentScene> BeginAsync()
    {
        var cluster = await TestCluster.StartAsync(CancellationToken.None);
        foreach (var crd in new[] { "nodegc.io_nodestoragecleanups.yaml", NodeStorages })
            await cluster.Objects.ApplyAsync(
                await File.ReadAllTextAsync(SourceTree.PathOf("crds", crd)),
                CancellationToken.None
            );
        await cluster.Objects.ApplyAsync(
            $"apiVersion: v1\nkind: Node\nmetadata: {{ name: {Node} }}\n",
            CancellationToken.None
        );
        await cluster.Objects.ApplyAsync(ChartRights.Yaml, CancellationToken.None);
        await cluster.AwaitAccessAsync(
            ChartRights.Namespace,
            ChartRights.Agent,
            $"/api/v1/nodes/{Node}",
            allowed: true,
            CancellationToken.None
        );
        var kubeconfig = await MintKubeconfigAsync(cluster);
        var scene = new AgentScene(cluster, await StoreCopy.ConfirmedAsync(), kubeconfig);
        await scene.CreateStorageAsync();
        return scene;
    }

    /// <summary>With the token of a pod on the node, which the chart's admission policy wants where there are
    /// any.</summary>
    private static async Task<string> MintKubeconfigAsync(TestCluster cluster)
    {
        await cluster.Objects.ApplyAsync(
            $$"""
            apiVersion: v1
            kind: Pod
            metadata: { name: agent, namespace: {{ChartRights.Namespace}} }
            spec:
              nodeName: {{Node}}
              serviceAccountName: {{ChartRights.Agent}}
              containers: [{ name: agent, image: agent }]
            """,
            CancellationToken.None
        );
        if (!TestCluster.IsOlderThan(1, 30))
            await cluster.Objects.ApplyAsync(ChartRights.AgentPolicy, CancellationToken.None);
        return await cluster.MintKubeconfigAsync(
            ChartRights.Namespace,
            ChartRights.Agent,
            pod: "agent",
            CancellationToken.None
        );
    }

    /// <summary>Creates the node's object as the operator does.</summary>
    public async Task CreateStorageAsync()
    {
        var node = await Cluster.Objects.GetAsync($"/api/v1/nodes/{Node}", CancellationToken.None);
        await Cluster.Objects.CreateAsync(
            Storages,
            StorageOf((string)node["metadata"]!["uid"]!),
            CancellationToken.None
        );
    }

    /// <summary>The node's object, owned by the node of this uid.</summary>
    public static JsonObject StorageOf(string uid) =>
        new()
        {
            ["apiVersion"] = "nodegc.io/v1alpha1",
            ["kind"] = "NodeStorage",
            ["metadata"] = new JsonObject
            {
                ["name"] = Node,
                ["ownerReferences"] = new JsonArray(
                    new JsonObject
                    {
                        ["apiVersion"] = "v1",
                        ["kind"] = "Node",
                        ["name"] = Node,
                        ["uid"] = uid,
                    }
                ),
            },
        };

    /// <summary>From now on the server holds a schema without this field, wherever it stands, as one of an older
    /// release might: the server drops it.</summary>
    public async Task ForgetFieldAsync(string field)
    {
        var schema = await File.ReadAllTextAsync(SourceTree.PathOf("crds", NodeStorages));
        await Cluster.Objects.ReplaceDefinitionAsync(OldDefinition.Without(schema, field), CancellationToken.None);
    }

    /// <summary>From now on the server holds a schema that lets more through, as one of another version
    /// might.</summary>
    public async Task ForgetPatternsAsync()
    {
        var schema = await File.ReadAllLinesAsync(SourceTree.PathOf("crds", NodeStorages));
        await Cluster.Objects.ReplaceDefinitionAsync(
            string.Join('\n', WithoutPatterns(schema)),
            CancellationToken.None
        );
    }

    /// <summary>A pattern may be a block of several lines, each further in than its key.</summary>
    private static IEnumerable<string> WithoutPatterns(IEnumerable<string> schema)
    {
        int? dropped = null;
        foreach (var line in schema)
        {
            var indent = line.Length - line.TrimStart().Length;
            if (dropped is { } above && (line.Length == 0 || indent > above))
                continue;
            dropped = line.TrimStart().StartsWith("pattern:", StringComparison.Ordinal) ? indent : null;
            if (dropped is null)
                yield return line;
        }
    }

    /// <summary>From now on the server holds another schema of the status.</summary>
    public async Task ChangeDefinitionAsync(Action<JsonNode> change)
    {
        const string Path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/nodestorages.nodegc.io";
        var stored = await Cluster.Objects.GetAsync(Path, CancellationToken.None);
        change(stored["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["status"]!);
        var definition = new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = "nodestorages.nodegc.io" },
            ["spec"] = stored["spec"]!.DeepClone(),
        };
        await Cluster.Objects.ReplaceDefinitionAsync(definition.ToJsonString(), CancellationToken.None);
    }

    /// <summary>Starts an agent with the rights that the chart gives it.</summary>
    public AgentProcess StartAgent(params string[] arguments)
    {
        var agent = AgentProcess.Start(kubeconfig, Node, Store, arguments);
        agents.Add(agent);
        return agent;
    }

    /// <summary>Writes the orders as the operator would, sealed.</summary>
    public Task OrderAsync(params JsonObject[] orders) => OrderAsItIsAsync([.. orders.Select(Sealed)]);

    public static JsonObject Sealed(JsonObject order)
    {
        var copy = order.DeepClone().AsObject();
        copy["digest"] = OrderDigest.Compute(order.Deserialize(ApiJsonContext.Default.CleanupOrder)!);
        return copy;
    }

    /// <summary>Writes the orders as they are.</summary>
    public Task OrderAsItIsAsync(params JsonObject[] orders) =>
        Cluster.Objects.MergeAsync(
            Path,
            new JsonObject { ["spec"] = new JsonObject { ["orders"] = new JsonArray([.. orders]) } },
            CancellationToken.None
        );

    /// <summary>An order that does not wait for other tests to leave the disk alone.</summary>
    public static JsonObject Order(string run, string interval = "5s", string collected = "layers") =>
        new()
        {
            ["cleanup"] = "tidy",
            ["uid"] = "a-uid",
            ["runID"] = run,
            ["generation"] = 1L,
            ["mode"] = "Enforce",
            ["collect"] = new JsonObject
            {
                [collected] = new JsonObject
                {
                    ["minAge"] = "0s",
                    ["confirmations"] = 2,
                    ["confirmationInterval"] = interval,
                },
            },
            ["limits"] = new JsonObject { ["maxIOPressurePercent"] = 100 },
        };

    /// <summary>Waits until the object is as wanted, and returns it.</summary>
    public async Task<JsonObject> AwaitAsync(string what, Func<JsonObject, bool> wanted)
    {
        var until = DateTime.UtcNow + Patience;
        JsonObject? last = null;
        while (DateTime.UtcNow < until)
        {
            last = await FindAsync();
            if (last is not null && wanted(last))
                return last;
            await Task.Delay(100);
        }

        throw new TimeoutException($"Timed out waiting for {what}. The object: {last}\nThe agents: {Log}");
    }

    /// <summary>Waits until the API server has removed the object with its owner.</summary>
    public async Task AwaitGoneAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (await FindAsync() is not null)
            await Task.Delay(100, deadline.Token);
    }

    public async Task<JsonObject> AwaitEndAsync(string run) =>
        Report(
            await AwaitAsync($"the end of {run}", storage =>
                Ended.Contains((string?)Report(storage)?["phase"]) && (string?)Report(storage)!["runID"] == run
            )
        )!;

    public Task AwaitAgentAsync() =>
        AwaitAsync("the agent to report", storage => storage["status"]?["conditions"]?.AsArray().Count > 0);

    public static JsonObject? Report(JsonObject storage) =>
        storage["status"]?["orders"]?.AsArray().FirstOrDefault() as JsonObject;

    /// <summary>Whether all orphans are where they were.</summary>
    public bool OrphansAreThere => Store.Orphans.All(orphan => Directory.Exists(Store.PathOf(orphan)));

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in agents)
            agent.Dispose();
        Store.Dispose();
        await Cluster.DisposeAsync();
    }

    private async Task<JsonObject?> FindAsync()
    {
        try
        {
            return await Cluster.Objects.GetAsync(Path, CancellationToken.None);
        }
        catch (HttpRequestException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
