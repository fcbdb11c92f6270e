using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Charts;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Otlp;
using NodeGc.Testing.Prometheus;

namespace NodeGc.Scenarios.Monitoring;

/// <summary>
/// A cluster with the operator and agents as processes of their own, with the rights of the chart, a Prometheus that
/// scrapes them and evaluates the chart's alerts, and a receiver of OTLP. The data root of the first node lies on a
/// small filesystem of its own, which can be filled.
/// </summary>
internal sealed class WatchedCluster : IAsyncDisposable
{
    public const string Node = "node-a";
    public const string DamagedNode = "node-b";
    private const int FilesystemMegabytes = 256;

    /// <summary>Longer than an agent's interval between two renewals of its lease, which is about 40 seconds.</summary>
    private const string HeartbeatBound = "50s";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-w-");
    private readonly List<LoggedProcess> processes = [];
    private readonly (int Operator, int Agent, int Damaged) ports = (FreePort(), FreePort(), FreePort());
    private string operatorKubeconfig = null!;
    private string agentKubeconfig = null!;

    private WatchedCluster(TestCluster cluster) => Cluster = cluster;

    public TestCluster Cluster { get; }

    public PrivateDockerd Dockerd { get; private set; } = null!;

    public OtlpReceiver Receiver { get; } = OtlpReceiver.Start();

    public PrivatePrometheus Prometheus { get; private set; } = null!;

    public LoggedProcess Operator { get; private set; } = null!;

    public string Logs => string.Join("\n----\n", processes.Select(process => process.Log));

    private string Filesystem => Path.Combine(folder.FullName, "disk");

    /// <param name="values">Values of the chart for its alerts.</param>
    public static async Task<WatchedCluster> StartAsync(params string[] values)
    {
        var watched = new WatchedCluster(await TestCluster.StartAsync(default));
        try
        {
            await watched.InstallAsync();
            watched.StartEngine();
            watched.StartOperator();
            await watched.AddNodeAsync(Node);
            watched.StartAgent(Node, watched.Dockerd.DataRoot, watched.ports.Agent, watched.Dockerd.SocketPath);
            watched.Prometheus = PrivatePrometheus.Start(watched.Targets(), ChartAlerts.Render(values));
            return watched;
        }
        catch
        {
            await watched.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the first agent, or the operator, serves now.</summary>
    public string Scrape(bool ofOperator)
    {
        using var http = new HttpClient();
        var port = ofOperator ? ports.Operator : ports.Agent;
        return http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics")).GetAwaiter().GetResult();
    }

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

    /// <summary>Adds a node whose engine has lost the file of its image names.</summary>
    public async Task<LoggedProcess> AddDamagedNodeAsync()
    {
        var dataRoot = Path.Combine(folder.FullName, "damaged");
        foreach (var part in new[] { "image/overlay2/imagedb", "image/overlay2/layerdb", "overlay2", "containers" })
            Directory.CreateDirectory(Path.Combine(dataRoot, part));
        await File.WriteAllTextAsync(Path.Combine(dataRoot, "image/overlay2/repositories.json"), "{");
        await AddNodeAsync(DamagedNode);
        return StartAgent(DamagedNode, dataRoot, ports.Damaged, socket: null);
    }

    /// <summary>Writes a file on the filesystem of the first node's data root, outside the data root.</summary>
    public void Fill(string name, int megabytes) =>
        File.WriteAllBytes(Path.Combine(Filesystem, name), new byte[megabytes * 1024 * 1024]);

    /// <summary>Runs a command of kubectl as it stands in a document.</summary>
    public async Task<KubectlResult> RunAsync(string command)
    {
        var words = ShellWords.Split(command);
        Assert.That(words[0], Is.EqualTo("kubectl"));
        return await Cluster.Kubectl.RunAsync(words.Skip(1), default);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            process.Dispose();
        Prometheus?.Dispose();
        Receiver.Dispose();
        Dockerd?.Dispose();
        await Cluster.DisposeAsync();
        if (Directory.Exists(Filesystem))
            new ExternalCommand("/bin/umount", "--lazy", Filesystem).Run();
        folder.Delete(recursive: true);
    }

    private async Task InstallAsync()
    {
        foreach (var file in Directory.EnumerateFiles(SourceTree.PathOf("crds"), "nodegc.io_*.yaml"))
            await Cluster.Objects.ApplyAsync(await File.ReadAllTextAsync(file), default);
        await Cluster.Objects.ApplyAsync(ChartRights.Yaml, default);
        await Cluster.AwaitAccessAsync(
            ChartRights.Namespace,
            ChartRights.Operator,
            "/api/v1/nodes?limit=1",
            allowed: true,
            default
        );
        operatorKubeconfig = await Cluster.MintKubeconfigAsync(ChartRights.Namespace, ChartRights.Operator, default);
        agentKubeconfig = await Cluster.MintKubeconfigAsync(ChartRights.Namespace, ChartRights.Agent, default);
    }

    private void StartEngine()
    {
        Directory.CreateDirectory(Filesystem);
        var size = $"size={FilesystemMegabytes}m";
        Assert.That(new ExternalCommand("/bin/mount", "-t", "tmpfs", "-o", size, "tmpfs", Filesystem).Run().Succeeded);
        Dockerd = PrivateDockerd.Start(new DockerdOptions { DataRoot = Path.Combine(Filesystem, "docker") });
        BaseImage.Load(Dockerd.Cli);
    }

    private Task AddNodeAsync(string name) =>
        Cluster.Objects.ApplyAsync(
            $$"""
            apiVersion: v1
            kind: Node
            metadata: { name: {{name}}, labels: { kubernetes.io/os: linux, of: {{name}} } }
            """,
            default
        );

    private void StartOperator() =>
        Operator = Start(
            "nodegc-operator",
            new() { ["KUBECONFIG"] = operatorKubeconfig, ["POD_NAMESPACE"] = ChartRights.Namespace },
            $"--health-port={ports.Operator}",
            $"--heartbeat-bound={HeartbeatBound}"
        );

    private LoggedProcess StartAgent(string node, string dataRoot, int port, string? socket)
    {
        var state = folder.CreateSubdirectory($"state-{node}").FullName;
        string[] ofEngine = socket is null ? [] : ["--socket", socket];
        return Start(
            "nodegc-agent",
            new()
            {
                ["KUBECONFIG"] = agentKubeconfig,
                ["NODE_NAME"] = node,
                ["POD_NAMESPACE"] = ChartRights.Namespace,
            },
            ["run", "--data-root", dataRoot, "--state-dir", state, "--metrics-port", $"{port}", .. ofEngine]
        );
    }

    private LoggedProcess Start(string program, Dictionary<string, string> environment, params string[] arguments)
    {
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = Receiver.Endpoint.AbsoluteUri;
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        var log = Path.Combine(folder.FullName, $"{program}-{processes.Count}.log");
        var process = new LoggedProcess(program, log, environment, arguments);
        processes.Add(process);
        return process;
    }

    /// <summary>With the labels that the chart's monitors add.</summary>
    private ScrapeTarget[] Targets() =>
        [
            new("operator", ports.Operator, ("namespace", ChartRights.Namespace), ("pod", "nodegc-operator-0")),
            new("agent-a", ports.Agent, ("namespace", ChartRights.Namespace), ("pod", "agent-a"), ("node", Node)),
            new("agent-b", ports.Damaged, ("namespace", ChartRights.Namespace), ("pod", "b"), ("node", DamagedNode)),
        ];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
