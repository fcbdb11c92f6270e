using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>What a person sees who applies cleanups to a cluster with agents.</summary>
[Category("Slow")]
public sealed class RunsTests
{
    private const string Report = """{ "collect": { "layers": {} } }""";
    private const string Enforce = """{ "mode": "Enforce", "collect": { "layers": {} } }""";
    private const string Suspended = """{ "suspend": true, "collect": { "layers": {} } }""";
    private const string OnBuild =
        """{ "nodeSelector": { "matchLabels": { "pool": "build" } }, "collect": { "layers": {} } }""";

    private Scene scene = null!;

    [SetUp]
    public async Task Start() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task Every_node_carries_out_each_generation_once()
    {
        var (one, other) = (await scene.AddNodeAsync("n1"), await scene.AddNodeAsync("n2"));
        scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        await scene.ApplyAsync("weekly", Enforce);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        Assert.That(one.CarriedOut, Has.Count.EqualTo(2).And.Unique);
        Assert.That(other.CarriedOut, Is.EqualTo(one.CarriedOut));
        var status = await scene.GetStatusAsync("weekly");
        Assert.That(
            status.History.Select(run => (run.Mode, run.Succeeded, run.ReclaimableBytes)),
            Is.EqualTo([(CleanupMode.Enforce, 2, 8192L), (CleanupMode.Report, 2, 8192L)])
        );
    }

    [Test]
    public async Task A_node_that_joins_later_carries_out_the_run_too()
    {
        var first = await scene.AddNodeAsync("n1");
        scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        var second = await scene.AddNodeAsync("n2");
        await scene.UntilAsync("two nodes done", async () =>
            (await scene.GetStatusAsync("weekly")).LastRun?.Nodes.Succeeded == 2
        );
        Assert.That(second.CarriedOut, Is.EqualTo(first.CarriedOut).And.Count.EqualTo(1));
    }

    [Test]
    public async Task Suspending_withdraws_the_orders_and_resuming_begins_a_new_run()
    {
        var agent = await scene.AddNodeAsync("n1");
        agent.Finishes = false;
        scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("the run goes on", async () =>
            (await scene.GetStatusAsync("weekly")).LastRun?.Nodes.Running == 1
        );
        await scene.ApplyAsync("weekly", Suspended);
        await scene.UntilAsync("no orders", async () => (await agent.GetOrdersAsync()).IsEmpty);
        agent.Finishes = true;
        await scene.ApplyAsync("weekly", """{ "suspend": false, "collect": { "layers": {} } }""");
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        Assert.That(agent.CarriedOut, Has.Count.EqualTo(2).And.Unique);
        Assert.That(
            (await scene.GetStatusAsync("weekly")).History.Select(run => (run.Succeeded, run.Skipped)),
            Is.EqualTo([(1, 0), (0, 1)])
        );
    }

    [Test]
    public async Task Deleting_a_cleanup_withdraws_its_orders_from_live_and_silent_nodes()
    {
        var (alive, silent) = (await scene.AddNodeAsync("n1"), await scene.AddNodeAsync("n2"));
        scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.ApplyAsync("other", Report);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        await scene.UntilAsync("other", CleanupConditions.Ready);
        await silent.GoAwayAsync();
        await scene.DeleteAsync(ResourceTypes.NodeStorageCleanups, "weekly");
        await scene.UntilAsync("only the other order is left", async () =>
            (await alive.GetOrdersAsync()) is [{ Cleanup: "other" }]
            && (await silent.GetOrdersAsync()) is [{ Cleanup: "other" }]
        );
    }

    [Test]
    public async Task A_node_that_leaves_the_selection_loses_its_order()
    {
        var agent = await scene.AddNodeAsync("n1");
        await scene.AddNodeAsync("n2");
        scene.StartOperator();
        await scene.ApplyAsync("builders", OnBuild);
        await scene.UntilAsync("builders", CleanupConditions.Ready);
        await scene.Nodes.MergePatchAsync(new ObjectKey(null, "n1"), Labels("web"), default);
        await scene.UntilAsync("no order on n1", async () => (await agent.GetOrdersAsync()).IsEmpty);
        Assert.That(
            (await scene.GetStatusAsync("builders")).LastRun!.Nodes.Succeeded,
            Is.EqualTo(2),
            "what was done is done"
        );
    }

    [Test]
    public async Task A_node_that_was_away_while_the_cleanup_changed_never_finds_the_old_order()
    {
        var (here, away) = (await scene.AddNodeAsync("n1"), await scene.AddNodeAsync("n2"));
        away.IsAway = true;
        scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("both have the order", async () => (await away.GetOrdersAsync()).Length == 1);
        await away.GoAwayAsync();
        await scene.ApplyAsync("weekly", Enforce);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        Assert.That(await away.GetOrdersAsync(), Is.Empty);
        await away.ComeBackAsync();
        await scene.UntilAsync("n2 is done too", async () =>
            (await scene.GetStatusAsync("weekly")).LastRun?.Nodes.Succeeded == 2
        );
        Assert.That(away.CarriedOut, Is.EqualTo(here.CarriedOut.TakeLast(1)));
    }

    [Test]
    public async Task A_silent_node_gets_no_order_and_holds_up_nobody()
    {
        await scene.AddNodeAsync("n1");
        var silent = await scene.AddNodeAsync("n2");
        await silent.GoAwayAsync();
        scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        var status = await scene.GetStatusAsync("weekly");
        Assert.That(await silent.GetOrdersAsync(), Is.Empty);
        Assert.That(
            status.Conditions.Find(CleanupConditions.Healthy)!.Message,
            Is.EqualTo("no agent is reporting from 1 of 2 nodes: n2")
        );
    }

    [Test]
    public async Task A_spec_that_cannot_be_carried_out_stalls_until_it_is_changed()
    {
        var agent = await scene.AddNodeAsync("n1");
        scene.StartOperator();
        // A rule of the definition would refuse 8d, but does not add up units.
        await scene.ApplyAsync("weekly", """{ "collect": { "layers": { "confirmationInterval": "7d1s" } } }""");
        await scene.UntilAsync("weekly", CleanupConditions.Stalled);
        var stalled = (await scene.GetStatusAsync("weekly")).Conditions.Find(CleanupConditions.Stalled)!;
        Assert.That(stalled.Message, Does.StartWith("spec.collect.layers.confirmationInterval: "));
        Assert.That(agent.CarriedOut, Is.Empty);
        await scene.ApplyAsync("weekly", """{ "collect": { "layers": { "confirmationInterval": "10s" } } }""");
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        Assert.That(agent.CarriedOut, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Pins_of_every_cleanup_that_selects_a_node_are_in_its_orders()
    {
        var (build, web) = (await scene.AddNodeAsync("n1"), await scene.AddNodeAsync("n2", pool: "web"));
        build.Finishes = web.Finishes = false;
        scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.ApplyAsync(
            "pins",
            """
            { "suspend": true, "nodeSelector": { "matchLabels": { "pool": "build" } },
              "collect": { "layers": {} }, "protect": { "volumes": ["pg-*"] } }
            """
        );
        await scene.UntilAsync("the pin on n1", async () =>
            (await build.GetOrdersAsync()) is [{ AlsoProtect.Volumes: ["pg-*"] }]
        );
        await scene.UntilAsync("an order for n2", async () => (await web.GetOrdersAsync()).Length == 1);

        Assert.That((await web.GetOrdersAsync()).Single().AlsoProtect, Is.Null);
        await scene.UntilAsync("the overlap is named", async () =>
            (await scene.GetStatusAsync("weekly"))
                .Conditions.Find(CleanupConditions.Overlapping)
                ?.Message.Contains("pins", StringComparison.Ordinal) == true
        );
    }

    [Test]
    public async Task What_happened_is_reported_in_events()
    {
        var agent = await scene.AddNodeAsync("n1");
        agent.Outcome = OrderPhase.Failed;
        scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("all events", async () =>
            Reasons(
                    await scene.Cluster.Kubectl.MustAsync(
                        ["get", "events", "-o", "jsonpath={range .items[*]}{.reason}{'\\n'}{end}"],
                        default
                    )
                )
                .IsSupersetOf(["RunStarted", "NodesFailed", "RunCompleted"])
        );
    }

    private static HashSet<string> Reasons(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static System.Text.Json.Nodes.JsonObject Labels(string pool) =>
        new()
        {
            ["metadata"] = new System.Text.Json.Nodes.JsonObject
            {
                ["labels"] = new System.Text.Json.Nodes.JsonObject { ["pool"] = pool },
            },
        };
}
