using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodeGc.Agent.Daemon;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Resources;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.ApiServer.Faults;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>The parts of an agent that speak with the API server, in this process. Agent and server go by a clock that
/// only the test moves.</summary>
internal sealed class ReportingScene : IAsyncDisposable
{
    /// <summary>A wait until the next try is below 30 s, by as little as chance has it. Time-outs of requests begin
    /// there: nothing is cut off because the clock runs. Both are cut to whole milliseconds.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30) - TimeSpan.FromMilliseconds(1);

    /// <summary>A request would have to be late for many steps before it counts as lost.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(2);

    private const string Namespace = "default";
    private const string Leases = $"/apis/coordination.k8s.io/v1/namespaces/{Namespace}/leases";
    private static readonly string LeasePath = $"{Leases}/{AgentLease.NameFor(AgentScene.Node)}";

    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("nodegc-a-");
    private readonly CancellationTokenSource end = new();
    private readonly ServiceProvider services;
    private readonly LogLines log = new();
    private Task running = Task.CompletedTask;

    private ReportingScene(TestCluster cluster, AwaitedClock clock)
    {
        (Cluster, Clock) = (cluster, clock);
        var options = new NodeOptions(
            [Path.Combine(state.FullName, "no-store")],
            "/proc",
            null,
            state.FullName,
            IsReadOnly: false
        );
        var all = new ServiceCollection();
        all.AddLogging(logging => logging.AddProvider(log));
        AgentHost.Add(
            all,
            options,
            StateDirectory.Open(state.FullName),
            new AgentIdentity(AgentScene.Node, Namespace),
            NodeGc.Kubernetes.Configuration.Kubeconfig.Connect([cluster.AdminKubeconfigPath]),
            clock
        );
        services = all.BuildServiceProvider();
    }

    public TestCluster Cluster { get; }

    public AwaitedClock Clock { get; }

    public TestApiServer Server => Cluster.InProcess!;

    public StatusStore Board => services.GetRequiredService<StatusStore>();

    /// <summary>Everything that the node wrote: leases, statuses and events.</summary>
    public IEnumerable<SeenRequest> AllWrites =>
        Server.Requests.All.Where(request => request.Method is not "GET" && request.Path != Leases);

    /// <summary>All that was logged as a warning or worse.</summary>
    public IReadOnlyCollection<string> Complaints => log.Lines;

    public int Writes => Server.Requests.All.Count(IsStatus);

    /// <summary>A cluster with the node, its object and its lease, and no agent yet.</summary>
    /// <param name="withLease">Whether the operator has created a lease; one of an earlier release does not.</param>
    public static async Task<ReportingScene> BeginAsync(bool withLease = true)
    {
        var clock = new AwaitedClock();
        var cluster = await TestCluster.StartInProcessAsync(clock, CancellationToken.None);
        foreach (var crd in Directory.GetFiles(SourceTree.PathOf("crds"), "nodegc.io_*.yaml"))
            await cluster.Objects.ApplyAsync(await File.ReadAllTextAsync(crd), CancellationToken.None);
        await cluster.Objects.ApplyAsync(
            $"apiVersion: v1\nkind: Node\nmetadata: {{ name: {AgentScene.Node} }}\n",
            CancellationToken.None
        );
        var node = await cluster.Objects.GetAsync($"/api/v1/nodes/{AgentScene.Node}", CancellationToken.None);
        await cluster.Objects.ApplyAsync(Storage((string)node["metadata"]!["uid"]!), CancellationToken.None);
        var scene = new ReportingScene(cluster, clock);
        if (withLease)
            await scene.CreateLeaseAsync();
        return scene;
    }

    /// <summary>Creates the lease as the operator does.</summary>
    public async Task CreateLeaseAsync()
    {
        var storage = (await GetAsync()).Deserialize(ApiJsonContext.Default.NodeStorage)!;
        var lease = JsonSerializer.SerializeToNode(
            AgentLease.Create(storage, Namespace),
            KubernetesJson.Default.Lease
        )!;
        await Cluster.Objects.CreateAsync(Leases, lease.AsObject(), CancellationToken.None);
    }

    /// <summary>Starts to follow the object, to carry out its orders, to report and to renew the lease.</summary>
    public void StartAgent()
    {
        var (own, desk, publisher, lease) = (
            services.GetRequiredService<NodeStorageWatcher>(),
            services.GetRequiredService<OrderWorker>(),
            services.GetRequiredService<StatusPublisher>(),
            services.GetRequiredService<LeaseRenewal>()
        );
        own.OnChange = desk.SetStorage;
        Board.Update(status => status with { Agent = services.GetRequiredService<AgentIdentity>().Info });
        running = Task.WhenAll(
            own.RunAsync(end.Token),
            desk.RunAsync(end.Token),
            publisher.RunAsync(end.Token),
            lease.RunAsync(end.Token)
        );
    }

    /// <summary>Lets time pass, from one wait to the next: what is on its way arrives first.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; )
        {
            TimeSpan? next = null;
            await UntilAsync("somebody to wait", () => (next = Clock.FindNext(LongestWait)) is not null);
            var step = next < LongestStep ? next!.Value : LongestStep;
            Clock.Advance(step);
            await SettleAsync();
            passed += step;
        }
    }

    /// <summary>Lets what is on its way arrive. What is late all the same makes the agent write less often, never
    /// more.</summary>
    private async Task SettleAsync()
    {
        for (var (seen, quiet) = (Server.Requests.All.Length, 0); quiet < 3; quiet++)
        {
            await Task.Delay(2);
            if (seen != Server.Requests.All.Length)
                (seen, quiet) = (Server.Requests.All.Length, 0);
        }
    }

    /// <summary>Lets time pass until something holds.</summary>
    public async Task PassUntilAsync(string what, Func<bool> holds)
    {
        for (var steps = 0; !holds(); steps++)
        {
            Assert.That(steps, Is.LessThan(1000), $"{what} did not come true; {string.Join('\n', Complaints)}");
            await PassAsync(TimeSpan.FromMilliseconds(1));
        }
    }

    public static Task UntilAsync(string what, Func<bool> holds)
    {
        Deadline.Await(what, holds);
        return Task.CompletedTask;
    }

    public Task<JsonObject> GetAsync() => Cluster.Objects.GetAsync(AgentScene.Path, CancellationToken.None);

    public Task<JsonObject> GetLeaseAsync() => Cluster.Objects.GetAsync(LeasePath, CancellationToken.None);

    public static bool IsRenewal(SeenRequest request) => request.Method == "PATCH" && request.Path == LeasePath;

    public static bool IsStatus(SeenRequest request) =>
        request.Method == "PATCH" && request.Path.EndsWith("/status", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        await services.DisposeAsync();
        await Cluster.DisposeAsync();
        state.Delete(recursive: true);
        end.Dispose();
    }

    private static string Storage(string uid) =>
        $$"""
            apiVersion: nodegc.io/v1alpha1
            kind: NodeStorage
            metadata:
              name: {{AgentScene.Node}}
              ownerReferences: [{ apiVersion: v1, kind: Node, name: {{AgentScene.Node}}, uid: {{uid}} }]
            """;

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue(formatter(state, exception));
        }

        public void Dispose() { }
    }
}
