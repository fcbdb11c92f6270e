using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Two engines on one node, each with a data root of its own: one order holds for both, and neither is taken
/// for the other.</summary>
public sealed class SeveralDataRootsScenarios
{
    private readonly OrderTaker taker = new();
    private PrivateDockerd outer = null!;
    private PrivateDockerd inner = null!;
    private int runs;

    [OneTimeSetUp]
    public void Start()
    {
        outer = PrivateDockerd.Start();
        inner = PrivateDockerd.Start(new DockerdOptions { StorageDriver = "vfs" });
        BaseImage.Load(outer.Cli);
        BaseImage.Load(inner.Cli);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        outer.Dispose();
        inner.Dispose();
        taker.Dispose();
    }

    [Test]
    public async Task Sweeps_both_under_one_order_and_reports_them_as_one()
    {
        outer.Cli.RunForever("outer");
        inner.Cli.RunForever("inner");
        var orphans = MakeOrphans(outer).Concat(MakeOrphans(inner)).ToList();
        var checks = new[] { StoreCheck.Take(outer.Cli), StoreCheck.Take(inner.Cli) };

        var report = await CarryOutAsync(new LimitsSpec { MaxPercentOfStore = 100 });

        Assert.That(report.Phase, Is.EqualTo(OrderPhase.Succeeded), report.Message);
        Assert.That(report.Totals.Quarantined.Items, Is.EqualTo(orphans.Count));
        Assert.That(report.Items.Select(item => item.Name), Is.EquivalentTo(orphans));
        Assert.That(orphans.Where(Directory.Exists), Is.Empty);
        Assert.That(checks.SelectMany(check => check.FindViolations()), Is.Empty);
    }

    [Test]
    public async Task Limits_hold_for_the_node_and_not_for_each_store()
    {
        var orphans = MakeOrphans(outer).Concat(MakeOrphans(inner)).ToList();
        var report = await CarryOutAsync(new LimitsSpec { MaxPercentOfStore = 100, MaxItems = 3 });
        Assert.That(report.Totals.Quarantined.Items, Is.EqualTo(3), report.Message);
        Assert.That(orphans.Where(Directory.Exists).Count(), Is.EqualTo(orphans.Count - 3));
        await CarryOutAsync(new LimitsSpec { MaxPercentOfStore = 100 });
    }

    [Test]
    public async Task A_socket_of_the_one_engine_is_never_taken_for_the_others()
    {
        var orphans = MakeOrphans(inner);
        var report = await CarryOutAsync(new LimitsSpec { MaxPercentOfStore = 100 }, socket: outer.SocketPath);
        Assert.That(report.Phase, Is.EqualTo(OrderPhase.Succeeded), report.Message);
        Assert.That(report.Errors, Is.Empty);
        Assert.That(report.Totals.Quarantined.Items, Is.EqualTo(orphans.Count), Told(report));
    }

    private static string Told(OrderReport report) =>
        $"{report.Message}: "
        + $"{string.Join("; ", report.Items.Select(item => $"{item.Name} {item.Outcome} {item.Reason}"))}";

    private static List<string> MakeOrphans(PrivateDockerd dockerd) =>
        [.. FailedCreate.MakeOrphans(dockerd).Select(name => Path.Combine(new LayerStore(dockerd).Home, name))];

    private Task<OrderReport> CarryOutAsync(LimitsSpec limits, string? socket = null) =>
        taker.CarryOutAsync(OrderFor(limits), socket, outer.DataRoot, inner.DataRoot);

    private CleanupOrder OrderFor(LimitsSpec limits) =>
        new()
        {
            Cleanup = "both",
            Uid = "u",
            RunId = $"run-{++runs}",
            Generation = 1,
            Mode = CleanupMode.Enforce,
            Collect = new CollectSpec
            {
                Layers = new LayersSpec
                {
                    MinAge = "0s",
                    Confirmations = 2,
                    ConfirmationInterval = "5s",
                },
            },
            Limits = limits,
        };
}
