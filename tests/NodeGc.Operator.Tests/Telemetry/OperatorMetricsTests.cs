using System.Net;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Controllers;
using NodeGc.Operator.Hosting;
using NodeGc.Operator.Telemetry;
using NodeGc.Operator.Tests.Scenes;
using NodeGc.Testing.Prometheus;

namespace NodeGc.Operator.Tests.Telemetry;

/// <summary>What the operator shows to Prometheus.</summary>
[Category("Slow")]
public sealed class OperatorMetricsTests
{
    private const string Enforce = """{ "mode": "Enforce", "collect": { "layers": {} } }""";

    [Test]
    public async Task Say_what_the_statuses_say()
    {
        await using var scene = await Scene.StartAsync();
        await scene.AddNodeAsync("n1");
        await scene.AddNodeAsync("n2");
        var running = scene.StartOperator();
        await scene.ApplyAsync("weekly", Enforce);
        await scene.UntilAsync("weekly", Api.Cleanups.CleanupConditions.Ready);
        await using var server = await ServeAsync(running.Metrics);
        await scene.UntilAsync("the run to be counted", async () =>
            (await ScrapeAsync(server)).Contains("nodegc_operator_runs_total{outcome=\"succeeded\"} 1")
        );
        var lines = await ScrapeAsync(server);
        var status = await scene.GetStatusAsync("weekly");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                status.LastRun!.Reclaimable.Bytes,
                Is.GreaterThan(0),
                "a run without figures would show nothing"
            );
            Assert.That(
                lines,
                Does.Contain(
                    $"nodegc_operator_reclaimable_bytes{{class=\"layers\"}} {status.LastRun.Reclaimable.Bytes}"
                )
            );
            Assert.That(lines, Does.Contain("nodegc_operator_agents{state=\"live\"} 2"));
            Assert.That(lines, Does.Contain("nodegc_operator_leader 1"));
            Assert.That(lines, Does.Contain("nodegc_operator_reclaimable_items{class=\"layers\"} 2"));
            Assert.That(lines, Does.Contain("nodegc_operator_definitions{state=\"current\"} 1"));
            Assert.That(lines, Has.Some.StartsWith("nodegc_operator_queue_depth{controller=\"statuses\"} "));
            Assert.That(
                lines,
                Does.Contain("nodegc_operator_cleanup_conditions{condition=\"Ready\",status=\"True\"} 1")
            );
            Assert.That(lines, Does.Contain("nodegc_operator_runs_in_progress 0"));
            foreach (var request in new[] { "list", "watch", "patch" })
                Assert.That(
                    lines,
                    Has.Some.Match($"^nodegc_operator_api_requests_total.verb=\"{request}\",code=\"200\". [1-9]")
                );
            Assert.That(lines, Has.Some.StartWith("nodegc_operator_oldest_heartbeat_age_seconds "));
            Assert.That(
                lines,
                Has.None.EqualTo("nodegc_operator_reconciles_total{controller=\"orders\",result=\"success\"} 0")
            );
            Assert.That(Promtool.Lint(string.Join('\n', lines)), Is.Empty);
        }
    }

    [Test]
    public async Task Show_what_is_wrong_with_the_connection_and_which_run_does_not_end()
    {
        await using var scene = await Scene.StartAsync();
        var agent = await scene.AddNodeAsync("n1");
        agent.Finishes = false;
        var running = scene.StartOperator();
        await scene.ApplyAsync("weekly", Enforce);
        await using var server = await ServeAsync(running.Metrics);
        await scene.UntilAsync("the run to be in progress", async () =>
            (await ScrapeAsync(server)).Contains("nodegc_operator_runs_in_progress 1")
        );
        Assert.That(await ScrapeAsync(server), Has.Some.Match("^nodegc_operator_oldest_run_age_seconds [0-9.]+$"));
        if (scene.Cluster.InProcess is not { } api)
            return;
        api.DropConnections();
        await scene.UntilAsync("the watches to be started again", async () =>
            (await ScrapeAsync(server)).Any(line =>
                line.StartsWith(
                    "nodegc_operator_watch_restarts_total{resource=\"nodestorages\",reason=\"failed\"}",
                    StringComparison.Ordinal
                )
            )
        );
    }

    [Test]
    public async Task A_real_Prometheus_scrapes_them_beside_the_probes()
    {
        var metrics = new OperatorMetrics();
        await using var server = await ServeAsync(metrics);
        using var prometheus = PrivatePrometheus.Start(server.Address.Port);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(prometheus.Await("up{job=\"nodegc\"} == 1"), Is.EqualTo(1));
            Assert.That(prometheus.Await("nodegc_operator_build_info"), Is.EqualTo(1));
            Assert.That(prometheus.Await("nodegc_operator_leader"), Is.Zero);
        }
    }

    [Test]
    public async Task Count_reconciliations_by_how_they_end()
    {
        var metrics = new OperatorMetrics();
        metrics.InitializeController("orders");
        await metrics.MeasureAsync("orders", () => Task.FromResult(ReconcileResult.Done));
        var conflict = new KubernetesException("somebody was faster") { Kind = KubernetesErrorKind.Conflict };
        Assert.That(
            () => metrics.MeasureAsync("orders", () => Task.FromException<ReconcileResult>(conflict)),
            Throws.Exception.SameAs(conflict)
        );
        var fault = new InvalidOperationException();
        Assert.That(
            () => metrics.MeasureAsync("orders", () => Task.FromException<ReconcileResult>(fault)),
            Throws.Exception.SameAs(fault)
        );
        await using var server = await ServeAsync(metrics);
        var lines = await ScrapeAsync(server);
        using (Assert.EnterMultipleScope())
        {
            foreach (var result in new[] { "success", "postponed", "error" })
                Assert.That(
                    lines,
                    Does.Contain($"nodegc_operator_reconciles_total{{controller=\"orders\",result=\"{result}\"}} 1")
                );
            Assert.That(
                lines,
                Does.Contain("nodegc_operator_reconcile_duration_seconds_count{controller=\"orders\"} 3")
            );
        }
    }

    private static async Task<HealthServer> ServeAsync(OperatorMetrics metrics)
    {
        var server = new HealthServer(new IPEndPoint(IPAddress.Loopback, 0), () => true, metrics.Set.Registry);
        await server.StartAsync(default);
        return server;
    }

    private static async Task<string[]> ScrapeAsync(HealthServer server)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        return (await http.GetStringAsync(new Uri("metrics", UriKind.Relative))).Split('\n');
    }
}
