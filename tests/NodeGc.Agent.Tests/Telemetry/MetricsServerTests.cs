using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodeGc.Agent.Daemon;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Telemetry;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Host.Linux;
using NodeGc.Kubernetes.Objects;
using NodeGc.Removal.Quarantining;
using NodeGc.Testing.Prometheus;

namespace NodeGc.Agent.Tests.Telemetry;

/// <summary>What the agent shows to Prometheus.</summary>
public sealed class MetricsServerTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly AgentMetrics metrics = new(new AgentInfo { Version = "1.2.3", Instance = "i-1" });
    private readonly StatusStore board = new();
    private string folder = null!;
    private NodeStores stores = null!;
    private MetricsServer server = null!;
    private HttpClient http = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        folder = Directory.CreateTempSubdirectory("nodegc-metrics-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "data", "image"));
        stores = new NodeStores(
            new NodeOptions([Path.Combine(folder, "data")], "/proc", null, folder, IsReadOnly: true),
            StateDirectory.Open(Path.Combine(folder, "state")),
            clock
        );
        stores.List();
        _ = new StatusGauges(metrics, board, clock);
        _ = new DataRootGauges(metrics, stores, board);
        server = new MetricsServer(0, metrics, clock, NullLogger<MetricsServer>.Instance);
        await server.StartAsync(default);
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}/") };
        metrics.RunEnded(Report(OrderPhase.Succeeded));
        metrics.RunEnded(Report(OrderPhase.Failed) with { RefusalReason = "its digest is another one" });
        metrics.RunWithdrawn();
        metrics.Refused(RefusalReason.StatusRefused);
        metrics.ScanFailed("EngineUnreachable");
        metrics.Scanned(TimeSpan.FromSeconds(2));
        metrics.Planned(TimeSpan.FromSeconds(0.2));
        metrics.Swept(TimeSpan.FromSeconds(20));
        metrics.StatusAccepted(clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(12));
        board.Update(status =>
            status with
            {
                Orders = [Report(OrderPhase.Succeeded)],
                DataRoots = [Root(stores.DataRoots.Single()), Root("/no/data/root/of/this/agent")],
                Conditions =
                [
                    new() { Type = NodeConditions.EngineUnreachable, Status = ConditionStatus.True },
                    new() { Type = NodeConditions.Ready, Status = ConditionStatus.False },
                ],
            }
        );
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        http.Dispose();
        await server.StopAsync(default);
        server.Dispose();
        stores.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [TestCase("nodegc_agent_build_info{version=\"1.2.3\"} 1")]
    [TestCase("nodegc_agent_runs_total{outcome=\"succeeded\"} 1")]
    [TestCase("nodegc_agent_runs_total{outcome=\"refused\"} 1")]
    [TestCase("nodegc_agent_runs_total{outcome=\"withdrawn\"} 1")]
    [TestCase("nodegc_agent_runs_total{outcome=\"failed\"} 0")]
    [TestCase("nodegc_agent_quarantined_bytes_total{class=\"layers\"} 2000")]
    [TestCase("nodegc_agent_reclaimed_bytes_total{class=\"buildCache\"} 60")]
    [TestCase("nodegc_agent_refusals_total{reason=\"StatusRefused\"} 1")]
    [TestCase("nodegc_agent_scan_failures_total{reason=\"EngineUnreachable\"} 1")]
    [TestCase("nodegc_agent_scan_duration_seconds_sum 2")]
    [TestCase("nodegc_agent_plan_duration_seconds_bucket{le=\"0.25\"} 1")]
    [TestCase("nodegc_agent_sweep_duration_seconds_count 1")]
    [TestCase("nodegc_agent_heartbeat_age_seconds 12")]
    [TestCase("nodegc_agent_reclaimable_bytes{class=\"layers\"} 500")]
    [TestCase("nodegc_agent_reclaimable_bytes{class=\"images\"} 0")]
    [TestCase("nodegc_agent_reclaimable_items{class=\"layers\"} 5")]
    [TestCase("nodegc_agent_held_bytes{class=\"layers\"} 80")]
    [TestCase("nodegc_agent_held_items{class=\"layers\"} 2")]
    [TestCase("nodegc_agent_quarantined_items_total{class=\"layers\"} 20")]
    [TestCase("nodegc_agent_reclaimed_items_total{class=\"buildCache\"} 6")]
    [TestCase("nodegc_agent_reclaimed_items_total{class=\"images\"} 0")]
    [TestCase("nodegc_agent_quarantine_size_bytes{data_root=\"1\"} 700")]
    [TestCase("nodegc_agent_quarantine_items{data_root=\"1\"} 1")]
    [TestCase("nodegc_agent_data_root_bytes{data_root=\"1\"} 9000")]
    [TestCase("nodegc_agent_data_root_inodes{data_root=\"1\"} 90")]
    [TestCase("nodegc_agent_unaccounted_bytes{data_root=\"1\"} 4000")]
    [TestCase("nodegc_agent_unaccounted_inodes{data_root=\"1\"} 40")]
    [TestCase("nodegc_agent_unmatched_pins 2")]
    [TestCase("nodegc_agent_condition{condition=\"EngineUnreachable\"} 1")]
    [TestCase("nodegc_agent_condition{condition=\"Ready\"} 0")]
    public async Task Shows(string line) =>
        Assert.That((await http.GetStringAsync(new Uri("metrics", UriKind.Relative))).Split('\n'), Does.Contain(line));

    [Test]
    public async Task Shows_the_filesystem_of_each_data_root_as_statfs_has_it()
    {
        var usage = FileSystemUsage.Read(stores.DataRoots.Single());
        var lines = (await http.GetStringAsync(new Uri("metrics", UriKind.Relative))).Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                lines,
                Does.Contain($"nodegc_agent_filesystem_size_bytes{{data_root=\"1\"}} {usage.Total.Value}")
            );
            Assert.That(lines, Does.Contain($"nodegc_agent_filesystem_inodes{{data_root=\"1\"}} {usage.Inodes}"));
            foreach (var name in new[] { "used_bytes", "available_bytes", "used_inodes" })
                Assert.That(lines, Has.Some.StartsWith($"nodegc_agent_filesystem_{name}{{data_root=\"1\"}} "));
            Assert.That(lines, Has.None.Contains("data_root=\"2\""));
        }
    }

    [Test]
    public async Task Shows_the_process_and_its_runtime()
    {
        var lines = (await http.GetStringAsync(new Uri("metrics", UriKind.Relative))).Split('\n');
        foreach (var name in new[] { "process_working_set_bytes", "process_cpu_seconds_total", "process_open_handles" })
            Assert.That(lines, Has.Some.Match($"^{name} [1-9]"));
        Assert.That(lines, Has.Some.StartsWith("dotnet_collection_count_total{"));
    }

    [Test]
    public async Task Promtool_finds_no_fault_with_it() =>
        Assert.That(Promtool.Lint(await http.GetStringAsync(new Uri("metrics", UriKind.Relative))), Is.Empty);

    [Test]
    public void Promtool_would_find_a_fault() =>
        Assert.That(Promtool.Lint("# TYPE nodegc_runs counter\nnodegc_runs 1\n"), Does.Contain("_total"));

    [Test]
    public void A_real_Prometheus_scrapes_it()
    {
        using var prometheus = PrivatePrometheus.Start(server.Port);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(prometheus.Await("up{job=\"nodegc\"} == 1"), Is.EqualTo(1));
            Assert.That(prometheus.Await("sum(nodegc_agent_runs_total)"), Is.EqualTo(3));
        }
    }

    [Test]
    public async Task Shows_nothing_else()
    {
        using var answer = await http.GetAsync(new Uri("status", UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        using var posted = await http.PostAsync(new Uri("metrics", UriKind.Relative), content: null);
        Assert.That(posted.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_silent_or_closed_connection_does_not_block_others()
    {
        using var silent = new TcpClient("127.0.0.1", server.Port);
        for (var gone = 0; gone < 10; gone++)
            using (new TcpClient("127.0.0.1", server.Port)) { }
        Assert.That(await http.GetStringAsync(new Uri("metrics", UriKind.Relative)), Is.Not.Empty);
    }

    [Test]
    public async Task An_endless_request_is_refused()
    {
        using var client = new TcpClient("127.0.0.1", server.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(new byte[8 * 1024]);
        var answer = await new StreamReader(stream).ReadLineAsync();
        Assert.That(answer, Is.EqualTo("HTTP/1.1 400 Bad Request"));
    }

    [Test]
    public void Says_that_the_port_is_taken()
    {
        using var second = new MetricsServer(
            server.Port,
            new AgentMetrics(new AgentInfo { Version = "1", Instance = "i" }),
            clock,
            NullLogger<MetricsServer>.Instance
        );
        Assert.That(
            () => second.StartAsync(default),
            Throws.InstanceOf<AgentException>().With.Message.Contains("--metrics-port")
        );
    }

    private static OrderReport Report(OrderPhase phase) =>
        new()
        {
            Cleanup = "tidy",
            RunId = "run-1",
            Phase = phase,
            ByClass =
            [
                new()
                {
                    Class = CollectedClass.Layers,
                    Reclaimable = Amount(5, 500),
                    Held = Amount(2, 80),
                    Quarantined = Amount(10, 1000),
                },
                new() { Class = CollectedClass.BuildCache, Reclaimed = Amount(3, 30) },
            ],
            UnmatchedPins =
            [
                new() { Field = "protect.images", Pattern = "nothing/*" },
                new() { Field = "protect.labels", Pattern = "none" },
            ],
        };

    private static Tally Amount(long items, long bytes) => new() { Items = items, Bytes = bytes };

    private static DataRootReport Root(string path) =>
        new()
        {
            Path = path,
            OnDisk = new() { Bytes = 9000, Inodes = 90 },
            Unaccounted = new() { Bytes = 4000, Inodes = 40 },
            Quarantine = new()
            {
                Held = new() { Items = 1, Bytes = 700 },
            },
        };
}
