using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NodeGc.Collector;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;

namespace NodeGc.Benchmarks;

/// <summary>The memory of the published agent once it has reported its first look at a store and has nothing to do, in
/// a cluster of its own.</summary>
internal static class IdleAgentBenchmark
{
    private const long Bar = 48 * 1024 * 1024;
    private const string Node = "bench";
    private static readonly TimeSpan UntilIdle = TimeSpan.FromSeconds(60);

    public static async Task<IEnumerable<Figure>> RunAsync(BenchmarkOptions options)
    {
        if (!File.Exists(options.Agent))
            throw new InvalidOperationException($"{options.Agent} is missing: make bench publishes it");
        using var tree = new SampleTree(options.Folder, files: 1000, layers: 10);
        await using var cluster = await TestCluster.StartAsync(CancellationToken.None);
        foreach (var definition in Directory.EnumerateFiles(SourceTree.PathOf("crds"), "*.yaml"))
            await cluster.Objects.ApplyAsync(await File.ReadAllTextAsync(definition), CancellationToken.None);
        await AddNodeAsync(cluster);
        using var agent = Start(options.Agent, tree.Root, cluster.AdminKubeconfigPath);
        try
        {
            if (agent.WaitForExit(UntilIdle))
                throw new InvalidOperationException($"{options.Agent} ended with {agent.ExitCode} instead of idling");
            await CheckHeartbeatAsync(cluster);
            var memory = ProcessMemory.NowOf(agent.Id.ToString(CultureInfo.InvariantCulture));
            return
            [
                new Figure(
                    "memory of the idle agent",
                    new Bytes(memory).ToString(),
                    $"bar {new Bytes(Bar)}",
                    (double)memory / Bar,
                    1
                ),
            ];
        }
        finally
        {
            agent.Kill();
        }
    }

    /// <summary>With its NodeStorage, as the operator creates it.</summary>
    private static async Task AddNodeAsync(TestCluster cluster)
    {
        await cluster.Objects.ApplyAsync(
            $"{{apiVersion: v1, kind: Node, metadata: {{name: {Node}}}}}",
            CancellationToken.None
        );
        var uid = (await cluster.Objects.GetAsync($"/api/v1/nodes/{Node}", CancellationToken.None))["metadata"]!["uid"];
        await cluster.Objects.ApplyAsync(
            $$"""
            apiVersion: nodegc.io/v1alpha1
            kind: NodeStorage
            metadata:
              name: {{Node}}
              ownerReferences: [{ apiVersion: v1, kind: Node, name: {{Node}}, uid: {{uid}} }]
            """,
            CancellationToken.None
        );
    }

    private static Process Start(string program, string dataRoot, string kubeconfig)
    {
        var start = new ProcessStartInfo(
            program,
            ["run", "--node", Node, "--data-root", dataRoot, "--state-dir", Path.Combine(dataRoot, "state")]
        );
        start.Environment["KUBECONFIG"] = kubeconfig;
        return Process.Start(start)!;
    }

    /// <summary>An agent that could not report is not idle but broken.</summary>
    private static async Task CheckHeartbeatAsync(TestCluster cluster)
    {
        var reported = await cluster.Kubectl.MustAsync(
            ["get", "nodestorage", Node, "-o", "json"],
            CancellationToken.None
        );
        if (JsonNode.Parse(reported)?["status"]?["heartbeatTime"] is null)
            throw new InvalidOperationException("the agent has not reported anything");
    }
}
