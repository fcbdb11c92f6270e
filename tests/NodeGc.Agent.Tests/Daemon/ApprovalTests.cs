using System.Text.Json.Nodes;
using NodeGc.Agent.State;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>What the agent's process makes of orders in mode Approve.</summary>
[Category("Real")]
internal sealed class ApprovalTests
{
    private AgentScene scene = null!;

    [SetUp]
    public async Task Begin() => scene = await AgentScene.BeginAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task Plans_keeps_the_plan_and_touches_nothing_until_it_is_approved()
    {
        var before = scene.Store.Digest();
        var report = await PlanAsync();

        Assert.Multiple(() =>
        {
            Assert.That((string?)report["planDigest"], Does.Match("^sha256:[0-9a-f]{64}$"));
            Assert.That((string?)report["planExpirationTime"], Is.Not.Null);
            Assert.That(
                (string?)report["message"],
                Does.StartWith("2 to remove (").And.Contains("waiting for approval")
            );
            Assert.That(
                report["items"]!.AsArray().Select(item => (string?)item!["name"]),
                Is.SupersetOf(scene.Store.Orphans)
            );
            Assert.That(scene.Store.Digest(), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task Carries_out_the_plan_once_it_is_approved()
    {
        await ApproveAsync(await PlanAsync());

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Succeeded"), report.ToString());
        Assert.That((int?)report["byClass"]![0]!["quarantined"]!["items"], Is.EqualTo(2));
        Assert.That(scene.Store.Orphans.Where(orphan => Directory.Exists(scene.Store.PathOf(orphan))), Is.Empty);
    }

    [Test]
    public async Task Takes_less_where_something_changed_and_says_why()
    {
        var planned = await PlanAsync();
        Directory.CreateDirectory(scene.Store.PathOf(Path.Combine(scene.Store.Orphans[0], "diff", "new")));
        await ApproveAsync(planned);

        var report = await scene.AwaitEndAsync("run-1");

        var item = report["items"]!.AsArray().Single(one => (string?)one!["name"] == scene.Store.Orphans[0])!;
        Assert.That(
            ((string?)item["outcome"], (string?)item["reason"]),
            Is.EqualTo(("Skipped", (string?)item["reason"])),
            report.ToString()
        );
        Assert.That((string?)item["reason"], Does.Contain("after the plan was made").Or.Contains("was replaced"));
        Assert.That(Directory.Exists(scene.Store.PathOf(scene.Store.Orphans[0])), Is.True);
    }

    [Test]
    public async Task A_plan_outlives_the_agent()
    {
        var agent = scene.StartAgent();
        var planned = await PlanAsync(agent);
        agent.Kill();
        await ApproveAsync(planned);
        scene.StartAgent();

        Assert.That((string?)(await scene.AwaitEndAsync("run-1"))["phase"], Is.EqualTo("Succeeded"), scene.Log);
        Assert.That(scene.OrphansAreThere, Is.False);
    }

    [Test]
    public async Task Does_nothing_for_the_digest_of_another_plan()
    {
        await PlanAsync();
        var before = scene.Store.Digest();
        await scene.OrderAsync(Order("sha256:" + new string('0', 64)));

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Failed"));
        Assert.That(
            (string?)report["message"],
            Does.Contain("but the plan on this node is sha256:").And.Contains("to get a new plan")
        );
        Assert.That(scene.Store.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task Does_nothing_where_the_plan_was_lost()
    {
        var planned = await PlanAsync();
        File.Delete(StateDirectory.Open(scene.Store.StateDirectory).PlanFile("run-1"));
        await ApproveAsync(planned);

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Failed"));
        Assert.That(
            (string?)report["message"],
            Does.Contain("this node has no stored plan of run run-1").And.Contains("to get a new plan")
        );
        Assert.That(scene.OrphansAreThere, Is.True);
    }

    [Test]
    public async Task Does_nothing_where_somebody_changed_the_plan_on_the_node()
    {
        var planned = await PlanAsync();
        var file = StateDirectory.Open(scene.Store.StateDirectory).PlanFile("run-1");
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file)).Replace("\"24h\"", "\"0s\"", StringComparison.Ordinal)
        );
        await ApproveAsync(planned);

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["message"], Does.Contain("does not match its content"), report.ToString());
        Assert.That(scene.OrphansAreThere, Is.True);
    }

    [Test]
    public async Task Does_nothing_by_another_policy_than_the_plan_was_made_by()
    {
        var planned = await PlanAsync();
        var order = Order((string)planned["planDigest"]!);
        order["disposal"] = new JsonObject { ["quarantine"] = "0s" };
        await scene.OrderAsync(order);

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["message"], Does.Contain("policy of the order differs"), report.ToString());
        Assert.That(scene.OrphansAreThere, Is.True);
    }

    [Test]
    public async Task A_plan_that_nobody_approves_expires_and_says_how_to_get_a_new_one()
    {
        scene.StartAgent("--plan-lifetime", "3s");
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(Order());

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Skipped"));
        Assert.That((string?)report["message"], Does.Contain("the plan expired at").And.Contains("to get a new plan"));
        Assert.That(scene.OrphansAreThere, Is.True);
    }

    [Test]
    public async Task A_plan_that_waits_holds_up_no_other_order()
    {
        await PlanAsync();
        var other = AgentScene.Order("run-2");
        other["cleanup"] = "other";
        await scene.OrderAsync(Order(), other);

        await scene.AwaitAsync("the other order's end", storage =>
            storage["status"]!["orders"]!
                .AsArray()
                .Any(report => (string?)report!["cleanup"] == "other" && (string?)report["phase"] == "Succeeded")
        );
    }

    [Test]
    public async Task A_plan_is_not_carried_out_a_second_time()
    {
        var planned = await PlanAsync();
        await ApproveAsync(planned);
        await scene.AwaitEndAsync("run-1");
        await scene.OrderAsync();
        await scene.AwaitAsync("the report to go", storage => AgentScene.Report(storage) is null);
        await ApproveAsync(planned);

        Assert.That((string?)(await scene.AwaitEndAsync("run-1"))["message"], Does.Contain("it was already applied"));
    }

    private static JsonObject Order(string? approved = null)
    {
        var order = AgentScene.Order("run-1");
        order["mode"] = "Approve";
        if (approved is not null)
            (order["approvedPlan"], order["approvedRunDigest"]) = (approved, "sha256:" + new string('f', 64));
        return order;
    }

    private Task ApproveAsync(JsonObject planned) => scene.OrderAsync(Order((string)planned["planDigest"]!));

    private async Task<JsonObject> PlanAsync(AgentProcess? agent = null)
    {
        _ = agent ?? scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(Order());
        return AgentScene.Report(
            await scene.AwaitAsync("a plan", storage => (string?)AgentScene.Report(storage)?["phase"] == "Planned")
        )!;
    }
}
