using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing;
using NodeGc.Testing.Charts;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Prometheus;

namespace NodeGc.Scenarios.Monitoring;

/// <summary>
/// A real Prometheus beside the real operator and agents: nothing fires while all is well, each alert fires in the
/// fault that it is for, and what runbooks and dashboards ask for is there.
/// </summary>
internal sealed class MonitoringScenarios
{
    private const string Report = """
        {
          "mode": "Report",
          "nodeSelector": { "matchLabels": { "of": "node-a" } },
          "collect": COLLECT,
          "limits": { "maxIOPressurePercent": 100, "maxPercentOfStore": 100 }
        }
        """;

    private const string Collect =
        """{ "layers": { "minAge": "0s", "confirmations": 2, "confirmationInterval": "5s" } }""";

    /// <summary>The durations of the chart's alerts, shortened; thresholds for a filesystem of 256 MiB.</summary>
    private static readonly string[] Values =
    [
        .. new[] { "agentSilent", "refusesToDelete", "rolloutStalled", "diskRising", "quarantineFillingUp" }
            .Concat(["definitionOutdated", "noLeader"])
            .Select(alert => $"monitoring.prometheusRule.{alert}.for=2s"),
        "monitoring.prometheusRule.diskRising.usedPercent=30",
        "monitoring.prometheusRule.diskRising.window=20s",
        "monitoring.prometheusRule.diskRising.runWindow=5m",
        "monitoring.prometheusRule.quarantineFillingUp.percent=1",
    ];

    private WatchedCluster watched = null!;

    private PrivatePrometheus Prometheus => watched.Prometheus;

    [OneTimeSetUp]
    public async Task Start()
    {
        watched = await WatchedCluster.StartAsync(Values);
        await watched.ApplyAsync("tidy", Report.Replace("COLLECT", Collect, StringComparison.Ordinal));
        Prometheus.Await("nodegc_agent_runs_total{outcome=\"succeeded\"} == 1");
        Prometheus.Await("nodegc_operator_runs_total{outcome=\"succeeded\"} == 1");
    }

    [OneTimeTearDown]
    public ValueTask Stop() => watched.DisposeAsync();

    [TearDown]
    public async Task Describe()
    {
        if (TestContext.CurrentContext.Result.FailCount == 0)
            return;
        TestContext.Out.WriteLine(watched.Logs);
        TestContext.Out.WriteLine((await watched.RunAsync("kubectl get nodestorages -o yaml")).Output);
    }

    [Test, Order(1)]
    public void Nothing_fires_while_all_is_well()
    {
        // The operator was not there when Prometheus began.
        Deadline.Await("all alerts to be silent", () => Prometheus.ListFiring().Count == 0);
        Assert.That(Prometheus.Await("nodegc_operator_agents{state=\"live\"}"), Is.EqualTo(1));
        Assert.That(Prometheus.Await("nodegc_agent_condition{condition=\"Ready\"}"), Is.EqualTo(1));
        Assert.That(Prometheus.Await("nodegc_operator_definitions{state=\"current\"}"), Is.EqualTo(1));
    }

    [Test, Order(2)]
    public void Promtool_finds_no_fault_with_what_either_serves()
    {
        foreach (var ofOperator in new[] { true, false })
            Assert.That(Promtool.Lint(watched.Scrape(ofOperator)), Is.Empty);
    }

    [Test, Order(3)]
    public void All_that_is_served_is_documented_and_nothing_else() =>
        Assert.That(
            MetricNames.Named(File.ReadAllText(SourceTree.PathOf("docs", "metrics.md"))),
            Is.EquivalentTo(Served())
        );

    [Test, Order(4)]
    public void Every_query_of_the_dashboard_is_answered_and_names_what_is_served()
    {
        var dashboard = JsonNode.Parse(
            File.ReadAllText(Path.Combine(ChartRelease.Chart, "dashboards", "nodegc.json"))
        )!;
        var queries = dashboard["panels"]!
            .AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray() ?? [])
            .Select(target => (string)target!["expr"]!)
            .ToList();
        var (served, answered) = (Served(), 0);
        foreach (var query in queries)
        {
            var filled = Regex.Replace(query, @"\$(namespace|node)\b", ".*").Replace("$__rate_interval", "1m");
            Assert.That(filled, Does.Not.Contain("$"), "a variable that the dashboard does not have");
            Assert.That(MetricNames.Named(filled), Is.Not.Empty.And.SubsetOf(served), query);
            answered += Prometheus.Query(filled).Count > 0 ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{queries.Count} queries, {answered} with a result on a healthy cluster");
        Assert.That(answered, Is.GreaterThan(queries.Count * 3 / 4));
        Assert.That(() => Prometheus.Query("sum by (("), Throws.TypeOf<FormatException>());
    }

    [TestCase(true, "nodegc-operator"), Order(5)]
    [TestCase(false, "nodegc-agent")]
    public void Exports_by_OTLP_what_it_serves_to_Prometheus(bool ofOperator, string service)
    {
        string[] steady = ["build_info", "runs_total", "filesystem_size", "reclaimable", "condition", "plan_duration"];
        IReadOnlyDictionary<string, double> served = new Dictionary<string, double>();
        var points = watched.Receiver.Await(service, points =>
        {
            served = SeriesText.Read(watched.Scrape(ofOperator));
            return SeriesText.Read(points).Keys.ToHashSet().SetEquals(served.Keys);
        });
        var exported = SeriesText.Read(points);
        foreach (var (series, value) in served.Where(one => steady.Any(name => one.Key.Contains(name))))
            Assert.That(exported[series], Is.EqualTo(value), series);
        Assert.That(exported.Keys, Has.Some.StartsWith("counter ").And.Some.StartsWith("gauge "));
        Assert.That(exported.Keys, Has.Some.StartsWith("histogram "));
        Assert.That(
            points.Where(point =>
                point.Kind == "histogram" && point.Name.StartsWith("nodegc_", StringComparison.Ordinal)
            ),
            Has.All.Matches<Testing.Otlp.OtlpPoint>(point =>
                point.Bounds.Length == 12 && point.Buckets.Sum() == point.Count
            )
        );
        Assert.That(points.Select(point => point.Name), Does.Contain("dotnet.process.memory.working_set"));
        Assert.That(points[0].Resource.Keys, Is.SupersetOf(new[] { "service.version", "service.instance.id" }));
        if (!ofOperator)
            Assert.That(points[0].Resource["k8s.node.name"], Is.EqualTo(WatchedCluster.Node));
    }

    [Test, Order(6)]
    public async Task The_commands_of_the_runbooks_work()
    {
        var commands = Runbook.ListLooks(WatchedCluster.Node, "tidy");
        Assert.That(commands, Has.Count.GreaterThan(20));
        foreach (var command in commands)
        {
            var result = await watched.RunAsync(command);
            // Without pods and deployments; what is asked of them by name does not exist.
            if (!result.Errors.Contains("NotFound", StringComparison.Ordinal))
                Assert.That(result.ExitCode, Is.Zero, $"{command}\n{result.Errors}");
            else
                Assert.That(command, Does.Contain("deployment"), result.Errors);
        }
    }

    [Test, Order(10)]
    public async Task An_agent_that_refuses_to_delete_and_then_falls_silent()
    {
        var agent = await watched.AddDamagedNodeAsync();
        var refusal = Prometheus.AwaitAlert("NodeGcRefusesToDelete");
        Assert.That((string?)refusal["labels"]!["condition"], Is.EqualTo("MetadataDamaged"));
        Assert.That((string?)refusal["annotations"]!["description"], Does.Contain("on node node-b"));
        Assert.That(Prometheus.ListFiring(), Does.Not.Contain("NodeGcAgentSilent"));

        agent.Kill();

        var silence = Prometheus.AwaitAlert("NodeGcAgentSilent");
        Assert.That((string?)silence["annotations"]!["description"], Does.Contain("recently: 1."));
        await MustAsync(Runbook.FindChange("NodeGcAgentSilent", WatchedCluster.DamagedNode, "tidy"));
        if (watched.Cluster.RunsControllers)
            AwaitSilence("NodeGcAgentSilent");
    }

    [Test, Order(11)]
    public async Task A_cleanup_that_cannot_be_carried_out()
    {
        // The rules of the definition cannot tell that a schedule is never due.
        await watched.ApplyAsync("wrong", $$"""{ "schedule": "0 3 31 2 *", "collect": {{Collect}} }""");
        var stalled = Prometheus.AwaitAlert("NodeGcRolloutStalled");
        Assert.That((string?)stalled["labels"]!["reason"], Is.EqualTo("InvalidSpec"));

        await MustAsync("kubectl delete nodestoragecleanup wrong");
        AwaitSilence("NodeGcRolloutStalled");
    }

    [Test, Order(12)]
    public async Task A_quarantine_that_fills_up_and_a_disk_that_fills_although_it_is_cleaned()
    {
        var orphan = PruneLeak.MakeOrphan(watched.Dockerd, "leak");
        await File.WriteAllBytesAsync(
            Path.Combine(watched.Dockerd.DataRoot, "overlay2", orphan, "diff", "large"),
            new byte[8 * 1024 * 1024]
        );
        await watched.ApplyAsync(
            "tidy",
            Report
                .Replace("COLLECT", Collect, StringComparison.Ordinal)
                .Replace("\"Report\"", "\"Enforce\"", StringComparison.Ordinal)
        );
        Prometheus.Await("nodegc_agent_runs_total{outcome=\"succeeded\"} == 2");
        Assert.That(Prometheus.Await("nodegc_agent_quarantined_items_total{class=\"layers\"}"), Is.GreaterThan(0));
        var quarantine = Prometheus.AwaitAlert("NodeGcQuarantineFillingUp");
        Assert.That((string?)quarantine["annotations"]!["description"], Does.Contain("data root 1 on node node-a"));

        Assert.That(Prometheus.ListFiring(), Does.Not.Contain("NodeGcDiskRisingAlthoughCleaning"));
        watched.Fill("of-others", megabytes: 100);
        Prometheus.AwaitAlert("NodeGcDiskRisingAlthoughCleaning");
    }

    [Test, Order(13)]
    public async Task Definitions_of_an_older_release()
    {
        var yaml = await File.ReadAllTextAsync(SourceTree.PathOf("crds", "nodegc.io_nodestoragecleanups.yaml"));
        await watched.Cluster.Objects.ReplaceDefinitionAsync(OldDefinition.Without(yaml, "protect"), default);
        Prometheus.AwaitAlert("NodeGcDefinitionOutdated");

        await MustAsync(Runbook.FindChange("NodeGcDefinitionOutdated", WatchedCluster.Node, "tidy"));
        AwaitSilence("NodeGcDefinitionOutdated");
    }

    [Test, Order(14)]
    public void An_operator_that_is_gone()
    {
        Assert.That(Prometheus.ListFiring(), Does.Not.Contain("NodeGcNoLeader"));
        watched.Operator.Kill();
        Prometheus.AwaitAlert("NodeGcNoLeader");
    }

    private async Task MustAsync(string command)
    {
        var result = await watched.RunAsync(command);
        Assert.That(result.ExitCode, Is.Zero, $"{command}\n{result.Errors}");
    }

    private void AwaitSilence(string alert) =>
        Deadline.Await($"{alert} to be silent", () => !Prometheus.ListFiring().Contains(alert));

    private HashSet<string> Served() =>
        [
            .. MetricNames.Served(watched.Scrape(ofOperator: true)),
            .. MetricNames.Served(watched.Scrape(ofOperator: false)),
        ];
}
