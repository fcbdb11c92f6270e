using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Faults;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>How often an agent writes, by a clock that only the test moves: a fleet multiplies it.</summary>
[Category("Real")]
internal sealed class ReportingTests
{
    /// <summary>One heartbeat in 30 seconds; fewer where an answer takes long.</summary>
    private const int Heartbeats = 40;

    private static readonly TimeSpan TwentyMinutes = TimeSpan.FromMinutes(20);
    private ReportingScene scene = null!;

    [SetUp]
    public async Task Begin() => scene = await ReportingScene.BeginAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [TestCase(0)]
    [TestCase(1.5)]
    public async Task An_idle_node_with_an_order_writes_its_heartbeats_and_nothing_else(double latency)
    {
        await OrderAsync();
        if (latency > 0)
            scene.Server.Faults.Always(seen => !seen.IsWatch, new Fault.Delay(TimeSpan.FromSeconds(latency)));
        scene.StartAgent();
        await scene.PassUntilAsync("the order to end", () =>
            scene.Board.Current.Orders is [{ CompletionTime: not null }]
        );
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        var before = scene.Writes;

        await scene.PassAsync(TwentyMinutes);

        Assert.That(scene.Writes - before, Is.InRange(Heartbeats / 2, Heartbeats + 1));
    }

    [Test]
    public async Task A_heartbeat_says_that_the_node_lives_and_repeats_nothing()
    {
        scene.StartAgent();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        var before = (string?)(await scene.GetAsync())["status"]!["heartbeatTime"];
        await scene.Cluster.Objects.MergeAsync($"{AgentScene.Path}/status", Kind("by hand"), CancellationToken.None);

        await scene.PassAsync(TimeSpan.FromMinutes(1));
        var soon = (await scene.GetAsync())["status"]!;
        await scene.PassAsync(TimeSpan.FromMinutes(11));
        var later = (await scene.GetAsync())["status"]!;

        Assert.That((string?)soon["heartbeatTime"], Is.Not.EqualTo(before));
        Assert.That((string?)soon["storage"]?["driver"], Is.EqualTo("by hand"), "only what differs is written");
        Assert.That((string?)later["storage"]?["driver"], Is.Null, "what somebody else changed does not stay");
    }

    [Test]
    public async Task A_token_that_expired_is_tried_less_and_less_often_and_reported_once()
    {
        scene.StartAgent();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        var before = scene.Server.Requests.All.Length;
        scene.Server.Faults.Always(_ => true, new Fault.Answer(401));
        scene.Server.DropConnections();

        await scene.PassAsync(TwentyMinutes);

        var tries = scene.Server.Requests.All.Length - before;
        Assert.That(tries, Is.InRange(20, 2 * (1200 / 15 + 10)), "report and watch, each after 15 to 30 seconds");
        Assert.That(
            scene.Complaints.Count(line => line.Contains("401", StringComparison.Ordinal)),
            Is.LessThanOrEqualTo(2),
            string.Join('\n', scene.Complaints)
        );
    }

    [Test]
    public async Task Reports_again_soon_after_the_server_is_back()
    {
        scene.StartAgent();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        scene.Server.Faults.Always(_ => true, new Fault.Answer(503));
        await scene.PassAsync(TimeSpan.FromMinutes(10));
        scene.Server.Faults.Clear();
        var before = scene.Clock.GetUtcNow();

        await scene.PassAsync(TimeSpan.FromSeconds(31));

        Assert.That(
            (DateTimeOffset)(await scene.GetAsync())["status"]!["heartbeatTime"]!,
            Is.GreaterThanOrEqualTo(before.AddSeconds(-1))
        );
    }

    private static JsonObject Kind(string driver) =>
        new() { ["status"] = new JsonObject { ["storage"] = new JsonObject { ["driver"] = driver } } };

    private Task OrderAsync() =>
        scene.Cluster.Objects.MergeAsync(
            AgentScene.Path,
            new() { ["spec"] = new JsonObject { ["orders"] = new JsonArray(AgentScene.Order("run-1")) } },
            CancellationToken.None
        );
}
