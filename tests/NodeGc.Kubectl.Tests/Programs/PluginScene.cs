using System.Text;
using System.Text.Json.Nodes;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Docker;

namespace NodeGc.Kubectl.Tests.Programs;

/// <summary>A cluster with a cleanup that waits for approval and two nodes, and the built program.</summary>
internal sealed class PluginScene : IAsyncDisposable
{
    public const string Cleanups = "/apis/nodegc.io/v1alpha1/nodestoragecleanups";
    public const string Restores = "/apis/nodegc.io/v1alpha1/nodestoragerestores";
    public const string Nodes = "/apis/nodegc.io/v1alpha1/nodestorages";

    private PluginScene(TestCluster cluster) => Cluster = cluster;

    /// <summary>The built program, beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "kubectl-nodegc");

    public TestCluster Cluster { get; }

    public static async Task<PluginScene> BeginAsync()
    {
        var cluster = await TestCluster.StartAsync(CancellationToken.None);
        foreach (var definition in Directory.EnumerateFiles(SourceTree.PathOf("crds"), "nodegc.io_*.yaml"))
            await cluster.Objects.ApplyAsync(await File.ReadAllTextAsync(definition), CancellationToken.None);
        var scene = new PluginScene(cluster);
        await scene.AddAsync(Cleanups, SampleObjects.CleanupJson(DateTimeOffset.UtcNow.AddHours(5)));
        await scene.AddAsync(Nodes, SampleObjects.NodeJson("n1"));
        await scene.AddAsync(Nodes, SampleObjects.NodeJson("n2"));
        return scene;
    }

    /// <summary>Runs the program itself with these arguments.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => RunAsync("", arguments);

    /// <summary>The same with something on standard input.</summary>
    public Task<CommandResult> RunAsync(string input, string[] arguments)
    {
        var command = new ExternalCommand(Program, arguments)
        {
            Input = Encoding.UTF8.GetBytes(input),
            Environment = new Dictionary<string, string> { ["KUBECONFIG"] = Cluster.AdminKubeconfigPath },
        };
        return command.RunAsync(CancellationToken.None);
    }

    /// <summary>Changes the status of the cleanup's last run.</summary>
    public Task SetRunAsync(JsonObject change) =>
        Cluster.Objects.MergeAsync(
            $"{Cleanups}/tidy/status",
            new JsonObject { ["status"] = new JsonObject { ["lastRun"] = change } },
            CancellationToken.None
        );

    /// <summary>The digest that is approved; null if none is.</summary>
    public async Task<string?> FindApprovedAsync() =>
        (string?)(await Cluster.Objects.GetAsync($"{Cleanups}/tidy", CancellationToken.None))["spec"]!["approvedPlan"];

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    private async Task AddAsync(string collection, JsonObject wanted)
    {
        var status = wanted["status"]!.DeepClone();
        wanted.Remove("status");
        await Cluster.Objects.CreateAsync(collection, wanted, CancellationToken.None);
        await Cluster.Objects.MergeAsync(
            $"{collection}/{wanted["metadata"]!["name"]}/status",
            new JsonObject { ["status"] = status },
            CancellationToken.None
        );
    }
}
