using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>Schedules and rollouts with an operator, an API server and agents.</summary>
[Category("Slow")]
public sealed class RolloutsTests
{
    private Scene scene = null!;

    [SetUp]
    public async Task Start() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task The_others_follow_the_canary_and_never_more_at_a_time_than_may()
    {
        var agents = await AddNodesAsync(6);
        scene.StartOperator();
        await scene.ApplyAsync(
            "careful",
            Rollout("""{ "maxConcurrent": 2, "canary": { "nodes": 1, "soak": "10s" } }""")
        );
        await scene.UntilAsync("the canary has succeeded", async () => await FindPhaseAsync() == RolloutPhase.Soaking);
        Assert.That(agents.Count(agent => agent.CarriedOut.Count > 0), Is.EqualTo(1));

        foreach (var agent in agents)
            agent.Finishes = false;
        await scene.UntilAsync("others run", async () => (await CountAsync()).Running > 0);
        for (var look = 0; look < 20; look++)
        {
            await scene.UntilAsync("a moment passes", () => Task.FromResult(true));
            Assert.That((await CountAsync()).Running, Is.LessThanOrEqualTo(2));
        }
        Assert.That(agents.Count(agent => agent.CarriedOut.Count > 0), Is.EqualTo(3));

        foreach (var agent in agents)
            agent.Finishes = true;
        await scene.UntilAsync("careful", CleanupConditions.Ready);
        Assert.That(agents.Select(agent => agent.CarriedOut.Count), Is.All.EqualTo(1));
        Assert.That((await CountAsync()).Succeeded, Is.EqualTo(6));
    }

    [Test]
    public async Task A_canary_that_becomes_not_ready_stops_the_run_until_another_is_asked_for()
    {
        var agents = await AddNodesAsync(3);
        scene.StartOperator();
        const string Spec = """{ "maxConcurrent": 1, "canary": { "nodes": 1, "soak": "5m" } }""";
        await scene.ApplyAsync("careful", Rollout(Spec));
        await scene.UntilAsync("the canary has succeeded", async () => await FindPhaseAsync() == RolloutPhase.Soaking);
        var canary = agents.FindIndex(agent => agent.CarriedOut.Count > 0);

        await scene.SetReadyAsync($"n{canary}", isReady: false);
        await scene.UntilAsync("careful", CleanupConditions.Stalled);
        Assert.That(
            (await scene.GetStatusAsync("careful")).Conditions.Select(one => one.Reason),
            Does.Contain("CanaryFailed")
        );
        Assert.That(agents.Sum(agent => agent.CarriedOut.Count), Is.EqualTo(1));

        await scene.SetReadyAsync($"n{canary}");
        await scene.ApplyAsync("careful", Rollout(Spec.Replace("5m", "0s", StringComparison.Ordinal), "again"));
        await scene.UntilAsync("careful", CleanupConditions.Ready);
        Assert.That(agents.Sum(agent => agent.CarriedOut.Count), Is.EqualTo(4));
    }

    [Test]
    public async Task Too_many_failures_stop_the_run_and_another_operator_knows_it()
    {
        var agents = await AddNodesAsync(4);
        foreach (var agent in agents)
            agent.Outcome = OrderPhase.Failed;
        var first = scene.StartOperator();
        await scene.ApplyAsync("careful", Rollout("""{ "maxConcurrent": 1, "maxFailures": 2 }"""));
        await scene.UntilAsync("careful", CleanupConditions.Stalled);
        await first.StopAsync();
        scene.StartOperator("operator-1");
        for (var look = 0; look < 10; look++)
            await scene.UntilAsync("a moment passes", () => Task.FromResult(true));

        Assert.That(agents.Count(agent => agent.CarriedOut.Count > 0), Is.EqualTo(2));
        Assert.That(
            (await scene.GetStatusAsync("careful")).Nodes.Count(node => node.Phase == NodePhase.Failed),
            Is.EqualTo(2)
        );
    }

    [Test]
    public async Task A_cordoned_node_is_left_out_until_it_is_not()
    {
        var agents = await AddNodesAsync(2);
        await scene.CordonAsync("n0");
        scene.StartOperator();
        await scene.ApplyAsync("weekly", """{ "mode": "Enforce", "collect": { "layers": {} } }""");
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        Assert.That(agents.Select(agent => agent.CarriedOut.Count), Is.EqualTo([0, 1]));
        Assert.That((await CountAsync("weekly")).Skipped, Is.EqualTo(1));

        await scene.CordonAsync("n0", isCordoned: false);
        await scene.UntilAsync("both done", async () => (await CountAsync("weekly")).Succeeded == 2);
    }

    [Test]
    public async Task RunOnce_starts_a_run_whatever_the_schedule_says()
    {
        var agents = await AddNodesAsync(1);
        scene.StartOperator();
        const string Schedule = "\"schedule\": \"0 3 1 1 *\", \"timeZone\": \"Europe/Berlin\"";
        await scene.ApplyAsync("yearly", $$"""{ {{Schedule}}, "collect": { "layers": {} } }""");
        await scene.UntilAsync("yearly", CleanupConditions.Ready);
        var waiting = await scene.GetStatusAsync("yearly");
        Assert.That((waiting.LastRun, agents[0].CarriedOut.Count), Is.EqualTo(((CleanupRun?)null, 0)));
        Assert.That(waiting.Schedule!.NextTime, Is.GreaterThan(DateTimeOffset.UtcNow));

        await scene.ApplyAsync("yearly", $$"""{ {{Schedule}}, "runOnce": "now", "collect": { "layers": {} } }""");
        await scene.UntilAsync("a run", async () =>
            (await scene.GetStatusAsync("yearly")).LastRun is { CompletionTime: not null, RunOnce: "now" }
        );
        for (var look = 0; look < 10; look++)
            await scene.UntilAsync("a moment passes", () => Task.FromResult(true));
        Assert.That(agents[0].CarriedOut, Has.Count.EqualTo(1));
        Assert.That((await scene.GetStatusAsync("yearly")).LastHandledRunOnce, Is.EqualTo("now"));
    }

    [Test]
    public async Task A_schedule_starts_a_run_at_its_due_time()
    {
        var agents = await AddNodesAsync(2);
        scene.StartOperator();
        await scene.ApplyAsync("often", """{ "schedule": "* * * * *", "collect": { "layers": {} } }""");
        await scene.UntilAsync("a run", async () =>
            (await scene.GetStatusAsync("often")).LastRun is { CompletionTime: not null }
        );

        var status = await scene.GetStatusAsync("often");
        Assert.That(status.LastRun!.ScheduledTime!.Value.Second, Is.Zero);
        Assert.That(status.Schedule!.LastTime, Is.EqualTo(status.LastRun.ScheduledTime));
        Assert.That(agents.Select(agent => agent.CarriedOut.Distinct().Count()), Is.All.GreaterThan(0));
        Assert.That(agents.Select(agent => agent.CarriedOut), Is.All.Unique);
    }

    private static string Rollout(string rollout, string runOnce = "") =>
        $$"""{ "mode": "Enforce", "runOnce": "{{runOnce}}", "collect": { "layers": {} }, "rollout": {{rollout}} }""";

    private async Task<List<SimulatedAgent>> AddNodesAsync(int count)
    {
        var agents = new List<SimulatedAgent>();
        for (var number = 0; number < count; number++)
        {
            agents.Add(await scene.AddNodeAsync($"n{number}"));
            await scene.SetReadyAsync($"n{number}", since: TimeSpan.FromHours(1));
        }
        return agents;
    }

    private async Task<RolloutPhase?> FindPhaseAsync() =>
        (await scene.GetStatusAsync("careful")).LastRun?.Rollout?.Phase;

    private async Task<NodeCounts> CountAsync(string cleanup = "careful") =>
        (await scene.GetStatusAsync(cleanup)).LastRun?.Nodes ?? new NodeCounts();
}
