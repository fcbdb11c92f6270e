using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Removal.Quarantining;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>What an agent makes of the restores in its NodeStorage.</summary>
[Category("Real")]
internal sealed class RestoreTests
{
    private AgentScene scene = null!;

    [SetUp]
    public async Task Begin() => scene = await AgentScene.BeginAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task Puts_everything_of_a_run_back_once_and_says_how_much()
    {
        await CleanAsync();

        await AskAsync(Restore("u-1", "run-1"));

        var report = await AwaitEndAsync("u-1");
        Assert.That((string?)report["phase"], Is.EqualTo("Succeeded"), scene.Log);
        Assert.That((long?)report["restored"]!["items"], Is.EqualTo(scene.Store.Orphans.Count));
        Assert.That((long?)report["restored"]!["bytes"], Is.Positive);
        Assert.That((string?)report["message"], Does.StartWith($"{scene.Store.Orphans.Count} items restored"));
        Assert.That(scene.OrphansAreThere, Is.True);
        await scene.AwaitAsync("fresh figures", storage => Held(storage) == 0);

        // A second one finds nothing, and the report of the first goes with it.
        await AskAsync(Restore("u-2", "run-1"));
        var second = await AwaitEndAsync("u-2");
        Assert.That((string?)second["phase"], Is.EqualTo("Skipped"));
        Assert.That((string?)second["message"], Does.Contain("nothing of run run-1 is in quarantine"));
        await scene.AwaitAsync("the first report to go", storage => Reports(storage).Length == 1);
    }

    [Test]
    public async Task Puts_only_the_named_items_back_and_leaves_out_those_of_other_nodes()
    {
        await CleanAsync();
        var (first, second) = (scene.Store.Orphans[0], scene.Store.Orphans[1]);

        await AskAsync(Restore("u-1", "run-1", first, "overlay2/of-another-node"));

        var report = await AwaitEndAsync("u-1");
        Assert.That((string?)report["phase"], Is.EqualTo("Succeeded"), scene.Log);
        Assert.That((long?)report["restored"]!["items"], Is.EqualTo(1));
        Assert.That((IsThere(first), IsThere(second)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task What_is_in_the_way_stays_and_the_rest_is_restored()
    {
        await CleanAsync();
        var taken = scene.Store.PathOf(scene.Store.Orphans[0]);
        Directory.CreateDirectory(taken);
        await File.WriteAllTextAsync(Path.Combine(taken, "new"), "of somebody else");

        await AskAsync(Restore("u-1", "run-1"));

        var report = await AwaitEndAsync("u-1");
        Assert.That((string?)report["phase"], Is.EqualTo("Failed"));
        Assert.That(
            (string?)report["message"],
            Does.StartWith($"1 item not restored; {scene.Store.Orphans[0]}: ").And.Contain("exists again")
        );
        Assert.That((long?)report["failed"]!["items"], Is.EqualTo(1));
        Assert.That(scene.OrphansAreThere, Is.True);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(taken, "new")), Is.EqualTo("of somebody else"));
    }

    [Test]
    public async Task Waits_while_another_cleanup_has_the_store_and_then_restores()
    {
        await CleanAsync();
        using (WritableStore.Open(scene.Store.DataRoot, DockerGuard.Instance))
        {
            await AskAsync(Restore("u-1", "run-1"));
            await scene.AwaitAsync("the restore to wait", storage =>
                Reports(storage) is [{ } report]
                && (string?)report["phase"] == "Pending"
                && ((string?)report["message"])!.Contains("is locked by another cleanup", StringComparison.Ordinal)
            );
        }

        Assert.That((string?)(await AwaitEndAsync("u-1"))["phase"], Is.EqualTo("Succeeded"), scene.Log);
        Assert.That(scene.OrphansAreThere, Is.True);
    }

    [Test]
    public async Task One_that_is_withdrawn_while_it_waits_is_forgotten()
    {
        await CleanAsync();
        using (WritableStore.Open(scene.Store.DataRoot, DockerGuard.Instance))
        {
            await AskAsync(Restore("u-1", "run-1"));
            await scene.AwaitAsync("the restore to wait", storage => Reports(storage).Length == 1);
            await AskAsync(Array.Empty<JsonObject>());
            await scene.AwaitAsync("its report to go", storage => Reports(storage).Length == 0);
        }

        // One more is carried out at once: the first does not hold it up.
        await AskAsync(Restore("u-2", "run-0"));
        Assert.That((string?)(await AwaitEndAsync("u-2"))["phase"], Is.EqualTo("Skipped"));
        Assert.That(scene.Store.Orphans.Any(IsThere), Is.False);
    }

    [Test]
    public async Task Refuses_one_whose_items_were_dropped_and_one_that_expired()
    {
        await CleanAsync();
        var cut = Json(Restore("u-1", "run-1", scene.Store.Orphans[0]));
        cut.Remove("items");
        var old = RestoreDigest.Seal(
            Restore("u-2", "run-1") with
            {
                ExpirationTime = DateTimeOffset.UtcNow.AddHours(-1),
            }
        );

        await AskAsync(cut, Json(old));

        var (first, second) = (await AwaitEndAsync("u-1"), await AwaitEndAsync("u-2"));
        Assert.That((string?)first["phase"], Is.EqualTo("Failed"));
        Assert.That((string?)first["message"], Does.Contain("does not match its digest"));
        Assert.That((string?)second["phase"], Is.EqualTo("Failed"));
        Assert.That((string?)second["message"], Does.Contain("expired at").And.Contain("nothing was done"));
        Assert.That(scene.Store.Orphans.Any(IsThere), Is.False);
    }

    [Test]
    public async Task A_read_only_agent_says_why_it_cannot()
    {
        scene.StartAgent("--read-only");
        await scene.AwaitAgentAsync();

        await AskAsync(Restore("u-1", "run-1"));

        var report = await AwaitEndAsync("u-1");
        Assert.That((string?)report["phase"], Is.EqualTo("Failed"));
        Assert.That((string?)report["message"], Does.Contain("agent.readOnly"));
    }

    [Test]
    public async Task An_agent_that_was_killed_in_a_restore_carries_on_and_says_so()
    {
        var first = await CleanAsync();
        using (WritableStore.Open(scene.Store.DataRoot, DockerGuard.Instance))
        {
            await AskAsync(Restore("u-1", "run-1"));
            await scene.AwaitAsync("the restore to wait", storage => Reports(storage).Length == 1);
            first.Kill();
        }
        await ReportAsync("u-1", "Restoring");

        scene.StartAgent();

        var report = await AwaitEndAsync("u-1");
        Assert.That((string?)report["phase"], Is.EqualTo("Succeeded"), scene.Log);
        Assert.That((string?)report["message"], Does.EndWith("what it had restored before is not counted"));
        Assert.That(scene.OrphansAreThere, Is.True);
    }

    private async Task<AgentProcess> CleanAsync()
    {
        var agent = scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1"));
        await scene.AwaitEndAsync("run-1");
        Assert.That(scene.Store.Orphans.Any(IsThere), Is.False, scene.Log);
        return agent;
    }

    private bool IsThere(string orphan) => Directory.Exists(scene.Store.PathOf(orphan));

    private static RestoreOrder Restore(string uid, string run, params string[] items) =>
        RestoreDigest.Seal(
            new()
            {
                Name = "undo",
                Uid = uid,
                RunId = run,
                Items = [.. items],
                ExpirationTime = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 3600),
            }
        );

    private static JsonObject Json(RestoreOrder order) =>
        JsonSerializer.SerializeToNode(order, ApiJsonContext.Default.RestoreOrder)!.AsObject();

    private Task AskAsync(params RestoreOrder[] orders) => AskAsync([.. orders.Select(Json)]);

    private Task AskAsync(params JsonObject[] orders) =>
        scene.Cluster.Objects.MergeAsync(
            AgentScene.Path,
            new JsonObject { ["spec"] = new JsonObject { ["restores"] = new JsonArray([.. orders]) } },
            CancellationToken.None
        );

    /// <summary>As if the agent had died after this report.</summary>
    private Task ReportAsync(string uid, string phase)
    {
        var report = new JsonObject
        {
            ["name"] = "undo",
            ["uid"] = uid,
            ["phase"] = phase,
            ["startTime"] = "2026-03-01T12:00:00Z",
        };
        return scene.Cluster.Objects.MergeAsync(
            $"{AgentScene.Path}/status",
            new JsonObject { ["status"] = new JsonObject { ["restores"] = new JsonArray(report) } },
            CancellationToken.None
        );
    }

    private async Task<JsonObject> AwaitEndAsync(string uid)
    {
        var storage = await scene.AwaitAsync($"the end of restore {uid}", one => FindEnded(one, uid) is not null);
        return FindEnded(storage, uid)!;
    }

    private static JsonObject? FindEnded(JsonObject storage, string uid) =>
        Array.Find(Reports(storage), report =>
            (string?)report["uid"] == uid && (string?)report["phase"] is "Succeeded" or "Failed" or "Skipped"
        );

    private static JsonObject[] Reports(JsonObject storage) =>
        [.. (storage["status"]?["restores"]?.AsArray() ?? []).Select(report => report!.AsObject())];

    private static long? Held(JsonObject storage) =>
        (long?)storage["status"]?["dataRoots"]?[0]?["quarantine"]?["held"]?["items"];
}
