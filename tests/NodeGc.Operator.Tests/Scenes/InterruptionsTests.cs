using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;
using NodeGc.Testing.ApiServer.Faults;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>
/// The operator is killed between any two of its writes, or loses the API server. No run is doubled and no node
/// forgotten. These need the switches of the server in this process.
/// </summary>
[NeedsInProcessServer("A real API server has no switches to make things go wrong.")]
[Category("Slow")]
public sealed class InterruptionsTests
{
    private const string Report = """{ "collect": { "layers": {} } }""";

    private Scene scene = null!;

    private FaultInjection Faults => scene.Cluster.InProcess!.Faults;

    [SetUp]
    public async Task Start() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task Killed_after_any_write_it_continues_where_it_was(
        [Range(0, 9)] int writes,
        [Values] bool answerIsLost
    )
    {
        var (one, other) = (await scene.AddNodeAsync("n1"), await scene.AddNodeAsync("n2"));
        using var gate = new WriteGate(Faults, writes, answerIsLost ? new Fault.AbortAfterwards() : new Fault.Abort());
        var first = scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("so many writes or done", async () => gate.IsShut || await IsReadyAsync());
        // A run takes at least two orders, a start, an end and an event for each of these.
        Assert.That(gate.IsShut || writes >= 6);
        await first.StopAsync();
        gate.Open();
        scene.StartOperator();
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        Assert.That((one.CarriedOut.Count, other.CarriedOut.Count), Is.EqualTo((1, 1)));
        Assert.That((await scene.GetStatusAsync("weekly")).History, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task The_API_server_may_be_away_for_a_while()
    {
        var agent = await scene.AddNodeAsync("n1");
        agent.Finishes = false;
        scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("the run goes on", async () =>
            (await scene.GetStatusAsync("weekly")).LastRun?.Nodes.Running == 1
        );
        await scene.Cluster.InProcess!.StopListeningAsync();
        // Longer than the lease, so that the operator has given up leading.
        await Task.Delay(TimeSpan.FromSeconds(4));
        await scene.Cluster.InProcess!.ListenAgainAsync(default);
        agent.Finishes = true;
        await scene.AddNodeAsync("n2");
        await scene.UntilAsync("both done", async () =>
            (await scene.GetStatusAsync("weekly")).LastRun?.Nodes.Succeeded == 2
        );
        Assert.That(agent.CarriedOut, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task After_a_restart_of_the_server_it_decides_nothing_until_it_has_listed_again()
    {
        var agent = await scene.AddNodeAsync("n1");
        var running = scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        Assert.That(running.IsReady, Is.True);
        // The server comes back without its history, and the operator cannot list: it knows what was, not what is.
        Faults.Always(
            request =>
                request is { Method: "GET", IsWatch: false }
                && request.Path.EndsWith("/nodestorages", StringComparison.Ordinal),
            new Fault.Answer(503)
        );
        await scene.Cluster.InProcess!.StopListeningAsync();
        scene.Cluster.InProcess!.Compact();
        await scene.Cluster.InProcess!.ListenAgainAsync(default);
        await scene.UntilAsync("the operator is not ready", () => Task.FromResult(!running.IsReady));
        var before = Lists();
        await scene.ApplyAsync("monthly", Report);
        await scene.UntilAsync("it has tried to list", () => Task.FromResult(Lists() >= before + 2));
        Assert.That(
            (agent.CarriedOut.Count, (await scene.GetStatusAsync("monthly")).ObservedGeneration, running.IsReady),
            Is.EqualTo((1, (long?)null, false))
        );

        Faults.Clear();
        await scene.UntilAsync("monthly", CleanupConditions.Ready);
        Assert.That((agent.CarriedOut.Count, running.IsReady), Is.EqualTo((2, true)));

        int Lists() =>
            scene.Cluster.InProcess!.Requests.All.Count(request =>
                request is { Method: "GET", IsWatch: false }
                && request.Path.EndsWith("/nodestorages", StringComparison.Ordinal)
            );
    }

    [Test]
    public async Task Of_two_operators_one_works_and_the_other_takes_over()
    {
        var agent = await scene.AddNodeAsync("n1");
        var operators = new Dictionary<string, RunningOperator>
        {
            ["a"] = scene.StartOperator("a"),
            ["b"] = scene.StartOperator("b"),
        };
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        var leader = await scene.FindLeaderAsync();
        Assert.That(await OrderWritesAsync("n1"), Is.EqualTo(1));
        await operators[leader!].StopAsync();
        await scene.ApplyAsync("monthly", Report);
        await scene.UntilAsync("monthly", CleanupConditions.Ready);
        Assert.That(await scene.FindLeaderAsync(), Is.EqualTo(leader == "a" ? "b" : "a"));
        Assert.That((agent.CarriedOut.Count, await OrderWritesAsync("n1")), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task An_operator_that_stops_gives_the_lease_back()
    {
        var only = scene.StartOperator();
        await scene.UntilAsync("a leader", async () => await scene.FindLeaderAsync() == "operator-0");
        await only.StopAsync();
        Assert.That(await scene.FindLeaderAsync(), Is.Null.Or.Empty);
    }

    [Test]
    public async Task Heartbeats_alone_make_the_operator_write_nothing()
    {
        var agent = await scene.AddNodeAsync("n1");
        scene.StartOperator();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        await PassAsync("marker-1");
        var before = StateWrites();
        for (var beat = 0; beat < 5; beat++)
            await agent.BeatAsync(DateTimeOffset.UtcNow.AddSeconds(beat));
        await PassAsync("marker-2");
        Assert.That(StateWrites(), Is.EqualTo(before));
    }

    /// <summary>Lets the operator handle a cleanup of no nodes: once that is done, so is all that came
    /// before.</summary>
    private async Task PassAsync(string marker)
    {
        await scene.ApplyAsync(
            marker,
            """
            { "suspend": true, "nodeSelector": { "matchLabels": { "pool": "none" } }, "collect": { "layers": {} } }
            """
        );
        await scene.UntilAsync($"{marker} is seen", async () =>
            (await scene.GetStatusAsync(marker)).ObservedGeneration == 1
        );
    }

    private async Task<bool> IsReadyAsync() =>
        ConditionSet.IsTrue((await scene.GetStatusAsync("weekly")).Conditions, CleanupConditions.Ready);

    /// <summary>By the generation, which begins at 1: a write that an echo of others overtook changed
    /// nothing.</summary>
    private async Task<long> OrderWritesAsync(string node) =>
        (await scene.Storages.GetAsync(new ObjectKey(null, node), default)).Metadata.Generation!.Value - 1;

    /// <summary>Without events, which follow the write that they report, and without the markers.</summary>
    private int StateWrites() =>
        scene.Cluster.InProcess!.Requests.All.Count(request =>
            WriteGate.IsOperatorWrite(request)
            && request.Method != "POST"
            && !request.Path.Contains("/marker-", StringComparison.Ordinal)
        );
}
