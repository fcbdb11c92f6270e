using System.Text.Json.Nodes;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer.Faults;
using NodeGc.Testing.ApiServer.Requirements;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>What cannot be reported is not carried out: a status that the API server refuses is no outage.</summary>
[Category("Real")]
internal sealed class RefusedReportTests
{
    private AgentScene scene = null!;

    [SetUp]
    public async Task Begin() => scene = await AgentScene.BeginAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [TestCase(403)]
    [TestCase(404)]
    [TestCase(413)]
    [TestCase(422)]
    [NeedsInProcessServer("Only the server in this process refuses what it should take.")]
    public async Task Deletes_nothing_while_the_status_is_refused_and_says_so_once_it_can(int code)
    {
        var server = scene.Cluster.InProcess!;
        var before = scene.Store.Digest();
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        server.Faults.Always(ReportingScene.IsStatus, new Fault.Answer(code));
        await scene.OrderAsync(AgentScene.Order("run-1"));
        Deadline.Await("the order to be ended", () =>
            scene.Log.Contains("was stopped because it cannot be reported", StringComparison.Ordinal)
        );
        await AwaitEventAsync($"{code}");
        var health = Health();
        server.Faults.Clear();

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That(scene.Store.Digest(), Is.EqualTo(before), scene.Log);
        Assert.That((string?)report["phase"], Is.EqualTo("Failed"));
        Assert.That(
            (string?)report["message"],
            Does.Contain("because the API server rejected this node's status").And.Contains($"{code}")
        );
        Assert.That(health.ExitCode, Is.EqualTo(1));
        Assert.That(health.Errors, Does.Contain("rejects the agent's status").And.Contains($"{code}"));
        Deadline.Await("probes to be content", () => Health().ExitCode == 0);
    }

    [Test]
    public async Task Deletes_nothing_where_an_old_definition_allows_no_report()
    {
        var before = scene.Store.Digest();
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.ChangeDefinitionAsync(status => status["properties"]!["orders"]!["maxItems"] = 0);
        await scene.OrderAsync(AgentScene.Order("run-1"));

        Deadline.Await("the order to be ended", () =>
            scene.Log.Contains("was stopped because it cannot be reported", StringComparison.Ordinal)
        );

        Assert.That(scene.Store.Digest(), Is.EqualTo(before), scene.Log);
    }

    [Test]
    public async Task Deletes_nothing_where_an_old_definition_drops_the_report()
    {
        var before = scene.Store.Digest();
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.ChangeDefinitionAsync(status => status["properties"]!.AsObject().Remove("orders"));
        await scene.OrderAsync(AgentScene.Order("run-1"));

        Deadline.Await("the order to be ended", () =>
            scene.Log.Contains("was stopped because it cannot be reported", StringComparison.Ordinal)
        );

        Deadline.Await("the cause", () =>
            scene.Log.Contains("stored the status without the report of run run-1", StringComparison.Ordinal)
        );
        Assert.That(scene.Store.Digest(), Is.EqualTo(before), scene.Log);
    }

    [Test]
    [NeedsInProcessServer("Only the server in this process refuses what it should take.")]
    public async Task A_sweep_in_progress_stops_once_its_reports_are_refused()
    {
        const int Files = 10_000;
        var server = scene.Cluster.InProcess!;
        var orphan = scene.Store.PathOf(scene.Store.Orphans[0]);
        for (var file = 0; file < Files; file++)
            File.WriteAllText(Path.Combine(orphan, "diff", $"f{file}"), "");
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(OrderTests.Deleting("run-1", perSecond: 20));
        await scene.AwaitAsync("the sweep to be reported", storage =>
            (string?)AgentScene.Report(storage)?["phase"] == "Sweeping"
        );
        server.Faults.Always(ReportingScene.IsStatus, new Fault.Answer(422));
        Deadline.Await("the deletion to stop", () =>
            scene.Log.Contains("stopped on request", StringComparison.Ordinal)
        );
        server.Faults.Clear();

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Failed"));
        Assert.That((string?)report["message"], Does.Contain("because the API server rejected this node's status"));
    }

    private async Task AwaitEventAsync(string cause)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (
            !(await EventsAsync()).Any(one =>
                (string?)one!["reason"] == "StatusRefused"
                && ((string?)one["message"])!.Contains(cause, StringComparison.Ordinal)
            )
        )
            await Task.Delay(50, deadline.Token);
    }

    private async Task<JsonArray> EventsAsync() =>
        (await scene.Cluster.Objects.GetAsync("/api/v1/namespaces/default/events", CancellationToken.None))[
            "items"
        ]!.AsArray();

    private CommandResult Health() =>
        new ExternalCommand(AgentProcess.Program, "health", "--ready", "--state-dir", scene.Store.StateDirectory).Run();
}
