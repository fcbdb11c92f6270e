using System.Text.Json.Nodes;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Testing.ApiServer.Faults;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>How often an agent writes, by a clock that only the test moves: a fleet multiplies it.</summary>
[Category("Real")]
internal sealed class ReportingTests
{
    private static readonly TimeSpan TwentyMinutes = TimeSpan.FromMinutes(20);

    /// <summary>Twenty minutes in renewals of 40 seconds, and a few more because they are spread.</summary>
    private const int Renewals = 32;

    private ReportingScene scene = null!;

    [SetUp]
    public async Task Begin() => scene = await ReportingScene.BeginAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [TestCase(0)]
    [TestCase(1.5)]
    public async Task An_idle_node_renews_its_lease_and_writes_nothing_else(double latency)
    {
        await OrderAsync();
        if (latency > 0)
            scene.Server.Faults.Always(seen => !seen.IsWatch, new Fault.Delay(TimeSpan.FromSeconds(latency)));
        scene.StartAgent();
        await scene.PassUntilAsync("the order to end", () =>
            scene.Board.Current.Orders is [{ CompletionTime: not null }]
        );
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        var before = scene.AllWrites.ToList();

        await scene.PassAsync(TwentyMinutes);

        var writes = scene.AllWrites.Skip(before.Count).ToList();
        TestContext.Out.WriteLine($"{writes.Count / TwentyMinutes.TotalMinutes} writes per minute");
        Assert.That(writes.Where(write => !ReportingScene.IsRenewal(write)), Is.Empty);
        Assert.That(writes, Has.Count.InRange(Renewals / 2, Renewals));
    }

    [Test]
    public async Task A_node_whose_usage_always_changes_writes_at_most_twice_a_minute()
    {
        scene.StartAgent();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        var before = scene.AllWrites.Count();

        for (var minute = 0; minute < TwentyMinutes.TotalMinutes; minute++)
        {
            // Another percent every five minutes.
            Use(minute, percent: 50 + (minute / 5));
            await scene.PassAsync(TimeSpan.FromMinutes(1));
        }

        var writes = scene.AllWrites.Count() - before;
        TestContext.Out.WriteLine($"{writes / TwentyMinutes.TotalMinutes} writes per minute");
        Assert.That(writes / TwentyMinutes.TotalMinutes, Is.LessThanOrEqualTo(2));
        Assert.That((int?)(await scene.GetAsync())["status"]!["storage"]!["usedPercent"], Is.EqualTo(53));
    }

    [Test]
    public async Task Small_changes_of_the_usage_are_written_within_ten_minutes()
    {
        Use(1, percent: 50);
        scene.StartAgent();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        Use(2, percent: 50);

        await scene.PassAsync(TimeSpan.FromMinutes(2));
        var soon = (long?)(await scene.GetAsync())["status"]!["storage"]!["usedBytes"];
        await scene.PassAsync(TimeSpan.FromMinutes(9));
        var later = (long?)(await scene.GetAsync())["status"]!["storage"]!["usedBytes"];

        Assert.That((soon, later), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_heartbeat_writes_less_than_a_kilobyte()
    {
        scene.StartAgent();
        await scene.PassAsync(TimeSpan.FromMinutes(2));

        var lease = await scene.GetLeaseAsync();

        // The server stores it in a binary format, in which the names of fields take no space.
        lease["metadata"]!.AsObject().Remove("managedFields");
        TestContext.Out.WriteLine($"{lease.ToJsonString().Length} bytes: {lease.ToJsonString()}");
        Assert.That((string?)lease["spec"]!["holderIdentity"], Is.EqualTo(AgentScene.Node));
        Assert.That(
            (DateTimeOffset)lease["spec"]!["renewTime"]!,
            Is.GreaterThan(scene.Clock.GetUtcNow() - TimeSpan.FromSeconds(45))
        );
        Assert.That(lease.ToJsonString(), Has.Length.LessThan(1024));
    }

    [Test]
    public async Task What_others_change_in_the_status_does_not_stay_and_is_undone_rarely()
    {
        scene.StartAgent();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        var before = scene.Writes;
        await scene.Cluster.Objects.MergeAsync($"{AgentScene.Path}/status", Kind("by hand"), CancellationToken.None);

        await scene.PassAsync(TimeSpan.FromMinutes(1));
        var soon = (await scene.GetAsync())["status"]!;
        await scene.PassAsync(TimeSpan.FromMinutes(11));
        var later = (await scene.GetAsync())["status"]!;

        Assert.That((string?)soon["storage"]?["driver"], Is.EqualTo("by hand"), "only what differs is written");
        Assert.That((string?)later["storage"]?["driver"], Is.Null, "what somebody else changed does not stay");
        Assert.That(scene.Writes - before, Is.EqualTo(2), "one by hand, one that undoes it");
    }

    [Test]
    public async Task A_server_that_does_not_store_what_is_written_gets_it_once_in_ten_minutes()
    {
        scene.StartAgent();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        var before = scene.Writes;

        for (var minute = 0; minute < TwentyMinutes.TotalMinutes; minute++)
        {
            await scene.Cluster.Objects.MergeAsync(
                $"{AgentScene.Path}/status",
                Kind($"by hand {minute}"),
                CancellationToken.None
            );
            await scene.PassAsync(TimeSpan.FromMinutes(1));
        }

        Assert.That(scene.Writes - before, Is.EqualTo(22).Within(1), "twenty by hand");
    }

    [Test]
    public async Task Without_a_lease_the_status_carries_the_heartbeat_until_there_is_one()
    {
        await scene.DisposeAsync();
        scene = await ReportingScene.BeginAsync(withLease: false);
        scene.StartAgent();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        var before = scene.Writes;
        await scene.PassAsync(TimeSpan.FromMinutes(10));
        var beats = scene.Writes - before;
        var reported = (DateTimeOffset)(await scene.GetAsync())["status"]!["heartbeatTime"]!;
        var now = scene.Clock.GetUtcNow();

        await scene.CreateLeaseAsync();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        before = scene.Writes;
        await scene.PassAsync(TimeSpan.FromMinutes(10));

        Assert.That(beats, Is.InRange(10, 21));
        Assert.That(now - reported, Is.LessThan(TimeSpan.FromSeconds(35)));
        Assert.That(scene.Writes - before, Is.Zero);
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
    public async Task Renews_its_lease_soon_after_the_server_is_back()
    {
        scene.StartAgent();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        scene.Server.Faults.Always(_ => true, new Fault.Answer(503));
        await scene.PassAsync(TimeSpan.FromMinutes(10));
        scene.Server.Faults.Clear();
        var before = scene.Clock.GetUtcNow();

        await scene.PassAsync(TimeSpan.FromSeconds(31));

        Assert.That(
            (DateTimeOffset)(await scene.GetLeaseAsync())["spec"]!["renewTime"]!,
            Is.GreaterThanOrEqualTo(before.AddSeconds(-1))
        );
    }

    [Test]
    public async Task An_agent_whose_status_is_rejected_does_not_renew_its_lease()
    {
        scene.StartAgent();
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        scene.Server.Faults.Always(ReportingScene.IsStatus, new Fault.Answer(403));
        scene.Board.Update(status => status with { Conditions = [Found] });
        await scene.PassAsync(TimeSpan.FromMinutes(1));
        var before = scene.AllWrites.Count(ReportingScene.IsRenewal);

        await scene.PassAsync(TimeSpan.FromMinutes(10));
        var silent = scene.AllWrites.Count(ReportingScene.IsRenewal) - before;
        scene.Server.Faults.Clear();
        await scene.PassAsync(TimeSpan.FromMinutes(3));

        Assert.That(silent, Is.Zero);
        Assert.That(scene.AllWrites.Count(ReportingScene.IsRenewal), Is.GreaterThan(before));
    }

    private static readonly Condition Found = new()
    {
        Type = "StoreUnsettled",
        Status = ConditionStatus.True,
        Reason = NodeReasons.Found,
        Message = "still loading",
        LastTransitionTime = DateTimeOffset.UnixEpoch,
    };

    private void Use(long bytes, int percent) =>
        scene.Board.Update(status =>
            status with
            {
                Storage = new StorageInfo
                {
                    DataRoot = "/d",
                    CapacityBytes = 100,
                    UsedBytes = bytes,
                    UsedPercent = percent,
                },
            }
        );

    private static JsonObject Kind(string driver) =>
        new() { ["status"] = new JsonObject { ["storage"] = new JsonObject { ["driver"] = driver } } };

    private Task OrderAsync() =>
        scene.Cluster.Objects.MergeAsync(
            AgentScene.Path,
            new() { ["spec"] = new JsonObject { ["orders"] = new JsonArray(AgentScene.Order("run-1")) } },
            CancellationToken.None
        );
}
