using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Orders whose classes have modes of their own, and orders that wait for an approval, on an engine at
/// work.</summary>
public sealed class OrderScenarios
{
    private readonly OrderTaker taker = new();
    private Node node = null!;
    private int runs;

    [OneTimeSetUp]
    public void Start() => node = Node.Start();

    [OneTimeTearDown]
    public void Stop()
    {
        node.Dispose();
        taker.Dispose();
    }

    [TearDown]
    public void ClearAway() => node.ClearAway();

    [Test]
    public async Task Enforces_layers_while_it_only_observes_images()
    {
        var orphan = FailedCreate.MakeLoneInit(node.Dockerd);
        node.Docker.BuildClassic("unused:1", "FROM base:1\nRUN touch /unused\n");

        var report = await CarryOutAsync(
            Order(
                CleanupMode.Enforce,
                new CollectSpec { Layers = Layers, Images = Images with { Mode = ClassMode.Report } }
            )
        );

        Assert.That(report.Phase, Is.EqualTo(OrderPhase.Succeeded), report.Message);
        Assert.That(Of(report, CollectedClass.Layers).Quarantined.Items, Is.EqualTo(1));
        Assert.That(Of(report, CollectedClass.Images).Held.Items, Is.GreaterThan(0), "they are reported");
        Assert.That(node.Layers.List(), Does.Not.Contain(orphan));
        Assert.That(
            node.Docker.Do("run", "--rm", "--network", "none", "unused:1", "ls", "/unused"),
            Is.EqualTo("/unused")
        );
    }

    [Test]
    public async Task Only_reports_every_class_but_the_enforced_one()
    {
        var orphan = FailedCreate.MakeLoneInit(node.Dockerd);
        node.Docker.Create("created", "base:1");

        var report = await CarryOutAsync(
            Order(
                CleanupMode.Report,
                new CollectSpec { Layers = Layers, Containers = Containers with { Mode = ClassMode.Enforce } }
            )
        );

        Assert.That(Of(report, CollectedClass.Containers).Reclaimed.Items, Is.EqualTo(1), report.Message);
        Assert.That(node.Docker.Lines("ps", "-aq"), Is.Empty);
        Assert.That(node.Layers.List(), Does.Contain(orphan));
        await node.ProveLayersAsync(orphan);
    }

    [Test]
    public async Task Removes_of_approved_images_what_nobody_began_to_use_meanwhile()
    {
        foreach (var name in new[] { "idle", "taken" })
            node.Docker.BuildClassic($"{name}:1", $"FROM base:1\nRUN touch /{name}\n");
        var order = Order(CleanupMode.Approve, new CollectSpec { Images = Images });
        var planned = await CarryOutAsync(order);
        Assert.That(
            (planned.Phase, Of(planned, CollectedClass.Images).Reclaimable.Items),
            Is.EqualTo((OrderPhase.Planned, 4L)),
            planned.Message
        );
        node.Docker.Create("user", "taken:1");
        node.Docker.BuildClassic("later:1", "FROM base:1\nRUN touch /later\n");

        var report = await CarryOutAsync(order with { ApprovedPlan = planned.PlanDigest });

        Assert.That(report.Phase, Is.EqualTo(OrderPhase.Succeeded), report.Message);
        Assert.That(
            report.Items.Where(item => item.Outcome == ItemOutcome.Deleted).Select(item => item.Name).ToList(),
            Has.Count.EqualTo(2).And.Contains("idle:1")
        );
        Assert.That(
            node.Docker.Lines("images", "--format", "{{.Repository}}:{{.Tag}}"),
            Is.EquivalentTo(["base:1", "taken:1", "later:1"])
        );
        Assert.That(
            node.Docker.Do("run", "--rm", "--network", "none", "taken:1", "ls", "/taken"),
            Is.EqualTo("/taken")
        );
    }

    private static LayersSpec Layers =>
        new()
        {
            MinAge = "0s",
            Confirmations = 2,
            ConfirmationInterval = "5s",
        };

    private static ContainersSpec Containers =>
        new()
        {
            MinAge = "0s",
            Confirmations = 2,
            ConfirmationInterval = "5s",
        };

    private static ImagesSpec Images =>
        new()
        {
            Scope = ImagesScope.Unused,
            MinAge = "0s",
            Confirmations = 2,
            ConfirmationInterval = "5s",
            Exclude = ["base:*"],
        };

    private static ClassTotals Of(OrderReport report, CollectedClass wanted) =>
        report.ByClass.Single(totals => totals.Class == wanted);

    private Task<OrderReport> CarryOutAsync(CleanupOrder order) =>
        taker.CarryOutAsync(order, node.Dockerd.SocketPath, node.Dockerd.DataRoot);

    private CleanupOrder Order(CleanupMode mode, CollectSpec collect) =>
        new()
        {
            Cleanup = "one",
            Uid = "u",
            RunId = $"run-{++runs}",
            Generation = 1,
            Mode = mode,
            Collect = collect,
            Protect = new ProtectSpec { ClusterImages = false },
            Limits = new LimitsSpec { MaxPercentOfStore = 100 },
        };
}
