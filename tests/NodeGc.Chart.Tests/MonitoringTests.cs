using System.Text.Json.Nodes;
using NodeGc.Testing;
using NodeGc.Testing.Charts;
using NodeGc.Testing.Programs;
using NodeGc.Testing.Prometheus;

namespace NodeGc.Chart.Tests;

/// <summary>The objects for Prometheus and Grafana.</summary>
[TestFixtureSource(typeof(HelmVersions), nameof(HelmVersions.All))]
public sealed class MonitoringTests(HelmVersion version)
{
    private static readonly string[] Kinds = ["ServiceMonitor", "PodMonitor", "PrometheusRule", "ConfigMap", "Service"];

    [Test]
    public void Nothing_is_created_by_default()
    {
        var manifests = Render();
        foreach (var kind in Kinds)
            Assert.That(manifests, Does.Not.Contain($"\nkind: {kind}\n"));
        Assert.That(manifests, Does.Not.Contain("OTEL_"));
    }

    [Test]
    public void The_ServiceMonitor_selects_the_Service_of_the_operator_and_its_port()
    {
        var manifests = Render(
            "monitoring.serviceMonitor.enabled=true",
            "monitoring.serviceMonitor.labels.release=prom"
        );
        var (monitor, service) = (Find(manifests, "ServiceMonitor"), Find(manifests, "Service"));
        Assert.That(monitor, Does.Contain("release: prom").And.Contain("- port: metrics").And.Contain("interval: 30s"));
        Assert.That(service, Does.Contain("name: metrics").And.Contain("targetPort: health"));
        foreach (var label in SelectorOf(monitor, "matchLabels:"))
            Assert.That(service, Does.Contain(label), "the Service has the labels that the monitor selects");
        foreach (var label in SelectorOf(service, "selector:"))
            Assert.That(Find(manifests, "Deployment"), Does.Contain(label), "and selects the operator's pods");
    }

    [Test]
    public void The_PodMonitor_selects_the_agents_and_adds_their_node()
    {
        var manifests = Render("agent.metrics.enabled=true", "monitoring.podMonitor.enabled=true");
        var monitor = Find(manifests, "PodMonitor");
        Assert.That(monitor, Does.Contain("__meta_kubernetes_pod_node_name").And.Contain("targetLabel: node"));
        Assert.That(Find(manifests, "DaemonSet"), Does.Contain("- name: metrics"));
        foreach (var label in SelectorOf(monitor, "matchLabels:"))
            Assert.That(Find(manifests, "DaemonSet"), Does.Contain(label));
    }

    [Test]
    public void A_PodMonitor_without_metrics_is_refused() =>
        Assert.That(
            ChartRenderer
                .Run(new ChartRelease { Helm = version, Sets = ["monitoring.podMonitor.enabled=true"] })
                .Errors,
            Does.Contain("agent.metrics.enabled=true")
        );

    [Test]
    public void The_dashboard_is_delivered_as_it_is()
    {
        var map = Find(Render("monitoring.grafanaDashboard.enabled=true"), "ConfigMap");
        Assert.That(map, Does.Contain("grafana_dashboard: \"1\""));
        var lines = map.Split('\n')
            .SkipWhile(line => !line.Contains("nodegc.json: |-", StringComparison.Ordinal))
            .Skip(1);
        var delivered = JsonNode.Parse(
            string.Join('\n', lines.TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal)))
        );
        Assert.That(JsonNode.DeepEquals(delivered, Dashboard()));
    }

    [Test]
    public void The_dashboard_names_only_metrics_that_are_documented_and_each_panel_explains_itself()
    {
        var panels = Dashboard()["panels"]!.AsArray().Where(panel => (string?)panel!["type"] != "row").ToList();
        Assert.That(panels, Has.Count.GreaterThan(20));
        Assert.That(panels.Select(panel => (string?)panel!["description"]), Has.None.Null.And.None.Empty);
        Assert.That(
            panels
                .SelectMany(panel => panel!["targets"]!.AsArray())
                .SelectMany(target => MetricNames.Named((string)target!["expr"]!))
                .Distinct(),
            Is.SubsetOf(MetricNames.Named(File.ReadAllText(SourceTree.PathOf("docs", "metrics.md"))))
        );
    }

    [Test]
    public void Both_processes_export_by_OTLP_where_an_endpoint_is_set()
    {
        var manifests = Render("otlp.endpoint=http://collector:4317", "otlp.protocol=grpc", "otlp.intervalSeconds=15");
        foreach (var kind in new[] { "Deployment", "DaemonSet" })
        {
            var lines = Find(manifests, kind).Split('\n').Select(line => line.Trim()).ToList();
            foreach (
                var (name, value) in new[]
                {
                    ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"),
                    ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
                    ("OTEL_METRIC_EXPORT_INTERVAL", "15000"),
                }
            )
                Assert.That(lines[lines.IndexOf($"- name: {name}") + 1], Is.EqualTo($"value: \"{value}\""), kind);
        }
    }

    [TestCase("monitoring.prometheusRule.agentSilent.for=soon", "for")]
    [TestCase("monitoring.prometheusRule.diskRising.usedPercent=120", "usedPercent")]
    [TestCase("monitoring.prometheusRule.diskRising.used=80", "used")]
    [TestCase("monitoring.prometheusRule.runbookBaseUrl=docs", "runbookBaseUrl")]
    [TestCase("monitoring.serviceMonitor.interval=often", "interval")]
    [TestCase("otlp.endpoint=collector:4318", "endpoint")]
    [TestCase("otlp.protocol=http/json", "protocol")]
    [TestCase("otlp.intervalSeconds=0", "intervalSeconds")]
    public void Refuses_a_value_and_names_it(string set, string named)
    {
        var result = ChartRenderer.Run(new ChartRelease { Helm = version, Sets = [set] });
        Assert.That(result.Succeeded, Is.False, result.Output);
        Assert.That(result.Errors, Does.Contain(named));
    }

    private static JsonNode Dashboard() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(ChartRelease.Chart, "dashboards", "nodegc.json")))!;

    private string Render(params string[] sets) =>
        ChartRenderer.Render(new ChartRelease { Helm = version, Sets = sets });

    private static string Find(string manifests, string kind) =>
        manifests.Split("\n---").Single(text => text.Contains($"\nkind: {kind}\n", StringComparison.Ordinal));

    /// <summary>The labels below a selector, as they stand in any manifest.</summary>
    private static IEnumerable<string> SelectorOf(string manifest, string key)
    {
        var lines = manifest.Split('\n').SkipWhile(line => line.Trim() != key).Skip(1);
        var labels = lines
            .Select(line => line.Trim())
            .TakeWhile(line => line.StartsWith("app.kubernetes.io/", StringComparison.Ordinal))
            .ToList();
        Assert.That(labels, Has.Count.EqualTo(3));
        return labels;
    }
}
