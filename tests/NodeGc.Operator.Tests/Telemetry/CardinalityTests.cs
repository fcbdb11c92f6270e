using System.Diagnostics;
using System.Net;
using System.Text;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Telemetry;

namespace NodeGc.Operator.Tests.Telemetry;

/// <summary>How many time series the operator makes, however large the cluster is.</summary>
public sealed class CardinalityTests
{
    private const int MaxSeries = 420;
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(50);

    [Test]
    public async Task Is_the_same_for_one_node_and_for_5000_nodes_and_100_cleanups()
    {
        var watch = Stopwatch.StartNew();
        var (small, large) = (await ScrapeAsync(nodes: 1, cleanups: 1), await ScrapeAsync(nodes: 5000, cleanups: 100));
        TestContext.Out.WriteLine(
            $"{large.Count} series at 5,000 nodes; both scrapes in {watch.ElapsedMilliseconds} ms"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(large.Select(NameOf), Is.EquivalentTo(small.Select(NameOf)));
            Assert.That(large, Has.Count.LessThanOrEqualTo(MaxSeries));
            Assert.That(large, Has.None.Contains("node-0").And.None.Contains("cleanup-0"));
            Assert.That(large, Does.Contain("nodegc_operator_agents{state=\"silent\"} 2500"));
            Assert.That(large, Does.Contain("nodegc_operator_stalled_cleanups{reason=\"Other\"} 99"));
        }
    }

    [Test]
    public async Task Is_bounded_whatever_a_server_answers()
    {
        var metrics = new OperatorMetrics();
        foreach (var verb in Enum.GetValues<RequestVerb>())
            for (var code = 0; code < 2000; code++)
                metrics.RequestCompleted(new CompletedRequest(verb, (HttpStatusCode)code));
        var requests = (await ScrapeAsync(metrics)).Where(line =>
            line.Contains("api_requests", StringComparison.Ordinal)
        );
        Assert.That(requests.Count(), Is.EqualTo(Enum.GetValues<RequestVerb>().Length * 25));
    }

    private static async Task<List<string>> ScrapeAsync(int nodes, int cleanups)
    {
        var metrics = new OperatorMetrics();
        var storages = Enumerable.Range(0, nodes).Select(Storage).ToList();
        var all = Enumerable.Range(0, cleanups).Select(Cleanup).ToList();
        _ = new ClusterFigures(metrics, () => all, () => storages, () => new Liveness(Now, TimeSpan.FromSeconds(90)));
        foreach (var resource in new[] { "nodes", "nodestorages", "nodestoragecleanups", "pods" })
        foreach (var end in Enum.GetValues<WatchEnd>())
            metrics.WatchRestarted(resource, end);
        metrics.InitializeController("orders");
        metrics.InitializeController("statuses");
        return await ScrapeAsync(metrics);
    }

    private static async Task<List<string>> ScrapeAsync(OperatorMetrics metrics)
    {
        using var text = new MemoryStream();
        await metrics.Set.Registry.CollectAndExportAsTextAsync(text);
        return
        [
            .. Encoding.UTF8.GetString(text.ToArray()).Split('\n').Where(line => line.Length > 0 && line[0] != '#'),
        ];
    }

    private static NodeStorage Storage(int number) =>
        new()
        {
            Metadata = new ObjectMeta { Name = $"node-0{number}" },
            Status = new NodeStorageStatus { HeartbeatTime = number % 2 == 0 ? Now : Now.AddHours(-number) },
        };

    /// <summary>Another controller may have written conditions and reasons that this release does not know.</summary>
    private static NodeStorageCleanup Cleanup(int number) =>
        new()
        {
            Metadata = new ObjectMeta { Name = $"cleanup-0{number}" },
            Spec = new NodeStorageCleanupSpec { Collect = new CollectSpec() },
            Status = new NodeStorageCleanupStatus
            {
                LastRun = new CleanupRun
                {
                    Id = $"run-{number}",
                    Generation = 1,
                    Mode = CleanupMode.Enforce,
                    StartTime = Now.AddHours(-1),
                    Nodes = new NodeCounts(),
                    ByClass =
                    [
                        new ClassTotals
                        {
                            Class = CollectedClass.Layers,
                            Held = new Tally { Items = 1 },
                        },
                    ],
                },
                Conditions =
                [
                    Condition(CleanupConditions.Reconciling, CleanupReasons.Progressing),
                    Condition(
                        CleanupConditions.Stalled,
                        number == 0 ? CleanupReasons.InvalidSpec : $"cleanup-0{number}"
                    ),
                    Condition($"cleanup-0{number}", "Something"),
                ],
            },
        };

    private static Condition Condition(string type, string reason) =>
        new()
        {
            Type = type,
            Status = ConditionStatus.True,
            Reason = reason,
        };

    private static string NameOf(string line) => line[..line.LastIndexOf(' ')];
}
