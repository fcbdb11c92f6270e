using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Connection;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;

namespace NodeGc.Fleet.Clusters;

/// <summary>The API server with nodes and definitions, and what is read from it during a run.</summary>
internal sealed class FleetCluster : IAsyncDisposable
{
    /// <summary>The namespace of operator and agents.</summary>
    public const string Namespace = "nodegc";

    private const int ParallelWrites = 16;
    private static readonly string[] Pools = ["build", "test", "web"];
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly TestCluster cluster;
    private readonly KubernetesClient client;

    private FleetCluster(TestCluster cluster)
    {
        this.cluster = cluster;
        Connection = NodeGc.Kubernetes.Configuration.Kubeconfig.Connect([cluster.AdminKubeconfigPath]);
        client = new KubernetesClient(Connection, "nodegc-fleet", TimeProvider.System);
    }

    /// <summary>With every right.</summary>
    public KubernetesConnection Connection { get; }

    public string KubeconfigPath => cluster.AdminKubeconfigPath;

    public static async Task<FleetCluster> StartAsync(CancellationToken cancellationToken)
    {
        var cluster = await TestCluster.StartAsync(cancellationToken);
        foreach (var definition in Directory.GetFiles(SourceTree.PathOf("crds"), "nodegc.io_*.yaml"))
            await cluster.Objects.ApplyAsync(
                await File.ReadAllTextAsync(definition, cancellationToken),
                cancellationToken
            );
        await cluster.Objects.ApplyAsync(
            $"{{ apiVersion: v1, kind: Namespace, metadata: {{ name: {Namespace} }} }}",
            cancellationToken
        );
        return new FleetCluster(cluster);
    }

    /// <summary>Adds ready Linux nodes in three zones and three pools.</summary>
    public async Task<ImmutableArray<string>> AddNodesAsync(int count, CancellationToken cancellationToken)
    {
        ImmutableArray<string> names =
        [
            .. Enumerable
                .Range(0, count)
                .Select(number =>
                    string.Create(CultureInfo.InvariantCulture, $"ip-10-0-{number / 256}-{number % 256}")
                ),
        ];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancellationToken },
            async (number, ending) => await AddNodeAsync(names[number], number, ending)
        );
        return names;
    }

    /// <summary>Waits until the operator has created the lease of each agent.</summary>
    public async Task AwaitLeasesAsync(int count, CancellationToken cancellationToken)
    {
        var leases = client.Resource(CoreResources.Leases);
        var options = new ListOptions { Namespace = Namespace, LabelSelector = AgentLease.Selector };
        while ((await leases.ListAsync(options, cancellationToken)).Items.Length < count)
            await Task.Delay(PollInterval * 4, cancellationToken);
    }

    public async Task ApplyCleanupsAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, spec) in FleetCleanups.All)
        {
            var indented = spec.ReplaceLineEndings("\n  ");
            await cluster.Objects.ApplyAsync(
                $$"""
                apiVersion: nodegc.io/v1alpha1
                kind: NodeStorageCleanup
                metadata: { name: {{name}} }
                spec:
                  {{indented}}
                """,
                cancellationToken
            );
        }
    }

    /// <summary>Waits until the runs of all cleanups have ended, and approves the plans of the one that needs
    /// it.</summary>
    public async Task AwaitRunsAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var open = FleetCleanups.All.Keys.ToHashSet(StringComparer.Ordinal);
        while (open.Count > 0)
        {
            await Task.Delay(PollInterval, cancellationToken);
            foreach (var name in open.ToList())
            {
                var status = await GetStatusAsync(name, cancellationToken);
                if (
                    name == FleetCleanups.Approved
                    && status.LastRun is { PlanDigest: { } digest, CompletionTime: null }
                )
                    await ApproveAsync(digest, cancellationToken);
                if (status.LastRun is not { CompletionTime: not null, Nodes: var nodes })
                    continue;
                open.Remove(name);
                say($"  {name}: {nodes.Succeeded} succeeded, {nodes.Failed} failed, {nodes.Skipped} skipped");
            }
        }
    }

    public async Task<NodeStorageCleanupStatus> GetStatusAsync(string cleanup, CancellationToken cancellationToken)
    {
        var found = await client
            .Resource(ResourceTypes.NodeStorageCleanups)
            .GetAsync(new ObjectKey(null, cleanup), cancellationToken);
        return found.Status ?? new NodeStorageCleanupStatus();
    }

    /// <summary>The size of the largest object of a kind as it is sent, in bytes of JSON.</summary>
    public async Task<long> FindLargestAsync(string plural, CancellationToken cancellationToken)
    {
        var (largest, next) = (0L, "");
        do
        {
            var path = $"/apis/nodegc.io/v1alpha1/{plural}?limit=500&continue={Uri.EscapeDataString(next)}";
            var page = await cluster.Objects.GetAsync(path, cancellationToken);
            foreach (var item in page["items"]!.AsArray())
                largest = Math.Max(largest, SizeOf(item!));
            next = (string?)page["metadata"]?["continue"] ?? "";
        } while (next.Length > 0);
        return largest;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await cluster.DisposeAsync();
    }

    private static long SizeOf(JsonNode item) => System.Text.Encoding.UTF8.GetByteCount(item.ToJsonString());

    private Task<JsonObject> ApproveAsync(string digest, CancellationToken cancellationToken) =>
        cluster.Objects.MergeAsync(
            $"/apis/nodegc.io/v1alpha1/nodestoragecleanups/{FleetCleanups.Approved}",
            new JsonObject { ["spec"] = new JsonObject { ["approvedPlan"] = digest } },
            cancellationToken
        );

    private async Task AddNodeAsync(string name, int number, CancellationToken cancellationToken)
    {
        var labels = new JsonObject
        {
            ["kubernetes.io/os"] = "linux",
            ["kubernetes.io/hostname"] = name,
            ["pool"] = Pools[number % Pools.Length],
            ["topology.kubernetes.io/zone"] = $"zone-{number / Pools.Length % 3}",
        };
        var node = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Node",
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
        };
        await cluster.Objects.CreateAsync("/api/v1/nodes", node, cancellationToken);
        var ready = new JsonObject
        {
            ["type"] = "Ready",
            ["status"] = "True",
            ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
            ["reason"] = "KubeletReady",
            ["message"] = "",
        };
        await cluster.Objects.MergeAsync(
            $"/api/v1/nodes/{name}/status",
            new JsonObject { ["status"] = new JsonObject { ["conditions"] = new JsonArray(ready) } },
            cancellationToken
        );
    }
}
