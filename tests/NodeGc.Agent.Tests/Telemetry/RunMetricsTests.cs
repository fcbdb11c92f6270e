using System.Net;
using System.Net.Sockets;
using NodeGc.Agent.Tests.Daemon;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Prometheus;

namespace NodeGc.Agent.Tests.Telemetry;

/// <summary>The metrics of an agent's process, beside what it reports.</summary>
[Category("Real")]
internal sealed class RunMetricsTests
{
    [Test]
    public async Task Say_what_the_status_says_of_a_run()
    {
        await using var scene = await AgentScene.BeginAsync();
        var port = FindFreePort();
        scene.StartAgent("--metrics-port", $"{port}");
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1"));
        var report = await scene.AwaitEndAsync("run-1");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        // The run is counted after its end was reported.
        Deadline.Await("the run to be counted", () =>
            Lines(http).Contains("nodegc_agent_runs_total{outcome=\"succeeded\"} 1")
        );
        var lines = Lines(http);
        var layers = report["byClass"]!.AsArray().Single(totals => (string?)totals!["class"] == "layers")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (long?)layers["quarantined"]!["bytes"],
                Is.GreaterThan(0),
                "a run without figures would show nothing"
            );
            Assert.That(
                lines,
                Does.Contain(
                    $"nodegc_agent_quarantined_bytes_total{{class=\"layers\"}} {layers["quarantined"]!["bytes"]}"
                )
            );
            Assert.That(
                lines,
                Does.Contain($"nodegc_agent_reclaimable_bytes{{class=\"layers\"}} {layers["reclaimable"]!["bytes"]}")
            );
            Assert.That(lines, Does.Contain("nodegc_agent_sweep_duration_seconds_count 1"));
            Assert.That(lines, Does.Contain("nodegc_agent_plan_duration_seconds_count 1"));
            Assert.That(lines, Has.Some.StartWith("nodegc_agent_heartbeat_age_seconds "));
            Assert.That(lines, Has.None.EqualTo("nodegc_agent_scan_duration_seconds_count 0"));
            Assert.That(Promtool.Lint(string.Join('\n', lines)), Is.Empty);
        }
    }

    private static string[] Lines(HttpClient http) =>
        http.GetStringAsync(new Uri("metrics", UriKind.Relative)).GetAwaiter().GetResult().Split('\n');

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
