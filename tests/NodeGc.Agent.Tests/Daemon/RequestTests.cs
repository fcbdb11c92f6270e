using System.Text.Json.Nodes;
using NodeGc.Api.Nodes;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>What the kubectl plugin asks of an agent: both as real processes, with nothing between them but the API
/// server.</summary>
[Category("Real")]
internal sealed class RequestTests
{
    private AgentScene scene = null!;

    [SetUp]
    public async Task Begin() => scene = await AgentScene.BeginAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task Explains_what_the_command_of_the_agent_explains_and_leaves_nothing_behind()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        var orphan = scene.Store.Orphans[0];

        var text = await RunAsync("explain", AgentScene.Node, orphan);
        var json = await RunAsync("explain", AgentScene.Node, scene.Store.PathOf(orphan), "-o", "json");
        var yaml = await RunAsync("explain", AgentScene.Node, orphan, "-o", "yaml");

        Assert.That(text.ExitCode, Is.Zero, text.Errors);
        Assert.That(text.Output, Does.Contain(orphan).And.Contain("garbage").And.Contain("checked:"));
        Assert.That((string?)JsonNode.Parse(json.Output)![0]!["path"], Is.EqualTo(orphan), json.Errors);
        Assert.That(yaml.Output, Does.Contain($"path: {orphan}"));
        await scene.AwaitAsync("the answers to be withdrawn", storage =>
            storage["spec"]!["requests"]!.AsArray().Count == 0
            && storage["status"]!["answers"] is not JsonArray { Count: > 0 }
        );
    }

    [Test]
    public async Task Says_what_is_not_there_and_what_is_similar()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();

        var missing = await RunAsync("explain", AgentScene.Node, "no-such-thing");

        Assert.That(missing.ExitCode, Is.EqualTo(1));
        Assert.That(missing.Errors, Does.StartWith($"error: node {AgentScene.Node}: no-such-thing was not found in "));
    }

    [Test]
    public async Task Restores_one_item_and_then_the_rest_of_a_run()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1"));
        await scene.AwaitEndAsync("run-1");
        var (first, second) = (scene.Store.Orphans[0], scene.Store.Orphans[1]);

        var one = await RunAsync("restore", AgentScene.Node, "--run", "run-1", "--item", first);

        Assert.That(one.ExitCode, Is.Zero, one.Errors + scene.Log);
        Assert.That(one.Output, Does.Contain("Restored").And.Contain(first[..20]));
        Assert.That(IsThere(first) && !IsThere(second), Is.True);
        Assert.That((await RunAsync("restore", AgentScene.Node, "--run", "run-1")).ExitCode, Is.Zero);
        Assert.That(scene.OrphansAreThere, Is.True);
        var again = await RunAsync("restore", AgentScene.Node, "--run", "run-1");
        Assert.That(again.Errors, Does.Contain("is not in quarantine"));
    }

    [Test]
    public async Task A_request_whose_item_was_dropped_on_its_way_does_not_restore_the_whole_run()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(AgentScene.Order("run-1"));
        await scene.AwaitEndAsync("run-1");
        await scene.ForgetFieldAsync("item");

        var refused = await RunAsync("restore", AgentScene.Node, "--run", "run-1", "--item", scene.Store.Orphans[0]);

        Assert.That(refused.ExitCode, Is.EqualTo(1));
        Assert.That(refused.Errors, Does.Contain("does not match its digest"));
        Assert.That(scene.Store.Orphans.Any(IsThere), Is.False);
    }

    [Test]
    public async Task A_server_that_knows_no_requests_is_noticed_at_once()
    {
        await scene.ForgetFieldAsync("requests");

        var dropped = await RunAsync("explain", AgentScene.Node, "x");

        Assert.That(dropped.Errors, Does.Contain("the API server dropped the request").And.Contain("older release"));
    }

    [Test]
    public async Task An_agent_that_does_not_run_does_not_answer()
    {
        var silent = await RunAsync("explain", AgentScene.Node, "x", "--timeout", "1s");

        Assert.That(silent.ExitCode, Is.EqualTo(1));
        Assert.That(silent.Errors, Does.Contain("did not answer in time").And.Contain("has never reported"));
        var spec = (await scene.Cluster.Objects.GetAsync(AgentScene.Path, CancellationToken.None))["spec"];
        Assert.That(spec!["requests"]!.AsArray(), Is.Empty, "an agent that starts later has nothing to do");
    }

    private bool IsThere(string orphan) => Directory.Exists(scene.Store.PathOf(orphan));

    private async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var command = new ExternalCommand(Path.Combine(AppContext.BaseDirectory, "kubectl-nodegc"), arguments)
        {
            Environment = new Dictionary<string, string> { ["KUBECONFIG"] = scene.Cluster.AdminKubeconfigPath },
        };
        return await command.RunAsync(CancellationToken.None);
    }
}
