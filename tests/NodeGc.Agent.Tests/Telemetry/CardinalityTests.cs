using System.Text;
using Microsoft.Extensions.Time.Testing;
using NodeGc.Agent.Daemon;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Telemetry;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Tests.Telemetry;

/// <summary>How many time series one agent makes, whatever is on its node.</summary>
public sealed class CardinalityTests
{
    private const int MaxSeries = 350;
    private const int MoreRootsThanShown = DataRootReport.MaxRoots + 4;
    private static readonly string[] Fixed = ["class", "condition", "generation", "le", "outcome", "reason", "version"];

    [Test]
    public async Task Is_bounded_however_many_orders_data_roots_and_names_a_node_has()
    {
        using var folder = new TemporaryFolder();
        var roots = Enumerable.Range(0, MoreRootsThanShown).Select(number => folder.Make($"root-{number}")).ToList();
        var (few, many) = (
            await CountAsync(folder, roots[..1], orders: 1),
            await CountAsync(folder, roots, orders: 50)
        );
        var perRoot = (double)(many.Count - few.Count) / (DataRootReport.MaxRoots - 1);
        TestContext.Out.WriteLine($"{few.Count} series with one data root, {many.Count} with {MoreRootsThanShown}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(many, Has.Count.LessThanOrEqualTo(MaxSeries));
            Assert.That(perRoot, Is.EqualTo(11), "each data root up to the limit has the same metrics");
            Assert.That(many.SelectMany(LabelsOf).Distinct(), Is.SubsetOf((string[])[.. Fixed, "data_root"]));
            Assert.That(many, Has.None.Contains("order-").And.None.Contains("root-"));
        }
    }

    private static async Task<List<string>> CountAsync(TemporaryFolder folder, IEnumerable<string> roots, int orders)
    {
        var metrics = new AgentMetrics(new AgentInfo { Version = "1.2.3", Instance = "i-1" });
        var (clock, status) = (new FakeTimeProvider(), new StatusStore());
        using var stores = new NodeStores(
            new NodeOptions([.. roots], "/proc", null, folder.Path, IsReadOnly: true),
            StateDirectory.Open(folder.Make("state")),
            clock
        );
        stores.List();
        _ = new StatusGauges(metrics, status, clock);
        _ = new DataRootGauges(metrics, stores, status);
        status.Update(_ => new NodeStorageStatus
        {
            Orders = [.. Enumerable.Range(0, orders).Select(Order)],
            DataRoots = [.. stores.DataRoots.Select(path => new DataRootReport { Path = path })],
        });
        foreach (var order in status.Current.Orders)
            metrics.RunEnded(order);
        foreach (var reason in NodeReasonsOfFailures)
            metrics.ScanFailed(reason);
        metrics.StatusAccepted(clock.GetUtcNow());
        using var text = new MemoryStream();
        await metrics.Set.Registry.CollectAndExportAsTextAsync(text);
        return
        [
            .. Encoding.UTF8.GetString(text.ToArray()).Split('\n').Where(line => line.Length > 0 && line[0] != '#'),
        ];
    }

    /// <summary>All that a failed scan may have as its reason.</summary>
    private static IEnumerable<string> NodeReasonsOfFailures =>
        typeof(NodeReasons).GetFields().Select(constant => (string)constant.GetRawConstantValue()!);

    private static OrderReport Order(int number) =>
        new()
        {
            Cleanup = $"order-{number}",
            RunId = $"order-{number}-run",
            Phase = Enum.GetValues<OrderPhase>()[number % Enum.GetValues<OrderPhase>().Length],
            ByClass =
            [
                .. Enum.GetValues<CollectedClass>()
                    .Select(name => new ClassTotals
                    {
                        Class = name,
                        Reclaimed = new Tally { Items = 1, Bytes = number },
                    }),
            ],
        };

    private static IEnumerable<string> LabelsOf(string line) =>
        line.Split('{', '}') is [_, var labels, ..] ? labels.Split(',').Select(label => label.Split('=')[0]) : [];

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("nodegc-series-").FullName;

        public string Make(string name)
        {
            var folder = System.IO.Path.Combine(Path, name);
            Directory.CreateDirectory(System.IO.Path.Combine(folder, "image"));
            return folder;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
