using System.Text.Json.Nodes;
using NodeGc.Testing.Docker;

namespace NodeGc.Kubectl.Tests.Programs;

/// <summary><c>restore</c> on many nodes: the built program, an API server, and an operator that answers.</summary>
[Category("Real")]
internal sealed class RestoreTests
{
    private PluginScene scene = null!;

    [OneTimeSetUp]
    public async Task Begin() => scene = await PluginScene.BeginAsync();

    [OneTimeTearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task Creates_a_restore_waits_for_it_and_shows_each_node()
    {
        var command = scene.RunAsync(
            "restore",
            "--run",
            "tidy-1-aaa",
            "-l",
            "pool=build,zone!=a,!spot",
            "--item",
            "overlay2/a",
            "--item",
            "overlay2/b",
            "--timeout",
            "5m"
        );
        var spec = await AnswerAsync(
            "tidy-1-aaa",
            "Ready",
            "2 items (8Ki) restored on 1 node, 1 had none",
            new JsonObject
            {
                ["name"] = "n1",
                ["phase"] = "Succeeded",
                ["bytes"] = 8192,
                ["message"] = "2 items restored (8Ki)",
            },
            new JsonObject { ["name"] = "n2", ["phase"] = "Skipped" }
        );
        var result = await command;

        Assert.That(result.ExitCode, Is.Zero, result.Errors);
        Assert.That(
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Is.EqualTo([
                "NODE   PHASE       RESTORED   MESSAGE",
                "n1     Succeeded   8Ki        2 items restored (8Ki)",
                "n2     Skipped     0          <none>",
            ])
        );
        Assert.That(result.Errors, Does.Contain("created; it goes on if you interrupt this command"));
        Assert.That(result.Errors, Does.Contain("2 items (8Ki) restored on 1 node, 1 had none"));
        var expected = JsonNode.Parse(
            """
            {
              "runID": "tidy-1-aaa",
              "nodeSelector": {
                "matchExpressions": [
                  { "key": "pool", "operator": "In", "values": ["build"] },
                  { "key": "zone", "operator": "NotIn", "values": ["a"] },
                  { "key": "spot", "operator": "DoesNotExist" }
                ]
              },
              "items": ["overlay2/a", "overlay2/b"],
              "timeout": "5m"
            }
            """
        );
        Assert.That(JsonNode.DeepEquals(spec, expected), spec.ToJsonString());
    }

    [Test]
    public async Task A_restore_that_stalls_is_a_failure()
    {
        var command = scene.RunAsync("restore", "--all", "--run", "tidy-1-bbb");
        await AnswerAsync(
            "tidy-1-bbb",
            "Stalled",
            "1 of 1 node failed: n1: overlay2/a exists again",
            new JsonObject
            {
                ["name"] = "n1",
                ["phase"] = "Failed",
                ["message"] = "overlay2/a exists again",
            }
        );
        var result = await command;

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.Contain("1 of 1 node failed"));
        Assert.That(result.Output, Does.Contain("n1     Failed"));
    }

    [Test]
    public async Task Without_waiting_it_only_creates_the_object()
    {
        var result = await scene.RunAsync("restore", "--all", "--run", "tidy-1-ccc", "--wait=false", "-o", "name");

        Assert.That(result.ExitCode, Is.Zero, result.Errors);
        Assert.That(result.Output, Does.StartWith("nodestoragerestore.nodegc.io/tidy-1-ccc-"));
    }

    [TestCase("give exactly one of NODE, --all and --selector")]
    [TestCase("give exactly one of NODE, --all and --selector", "n1", "--all")]
    [TestCase("give exactly one of NODE, --all and --selector", "--all", "-l", "a=b")]
    [TestCase("with NODE, --item can be given once", "n1", "--item", "a", "--item", "b")]
    [TestCase("--selector: sets are not supported here", "-l", "pool in (a,b)")]
    [TestCase("--selector: 'a b=c' is not a label selector", "-l", "a b=c")]
    public async Task Says_what_is_wrong_with_the_command(string message, params string[] arguments)
    {
        var result = await scene.RunAsync(["restore", "--run", "tidy-1-ddd", .. arguments]);

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.Contain(message));
    }

    [Test]
    public async Task A_run_id_that_cannot_be_is_refused_by_the_server()
    {
        var result = await scene.RunAsync("restore", "--all", "--run", "../x");

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.Contain("spec.runID"));
    }

    /// <summary>Answers as the operator does, and returns the spec.</summary>
    private async Task<JsonNode> AnswerAsync(string run, string condition, string message, params JsonNode[] nodes)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        JsonNode? restore = null;
        while (restore is null)
        {
            var list = await scene.Cluster.Objects.GetAsync(PluginScene.Restores, deadline.Token);
            restore = list["items"]!.AsArray().FirstOrDefault(one => (string?)one!["spec"]!["runID"] == run);
            await Task.Delay(50, deadline.Token);
        }
        var conditions = new[] { "Ready", "Reconciling", "Stalled" }.Select(type =>
            (JsonNode)
                new JsonObject
                {
                    ["type"] = type,
                    ["status"] = type == condition ? "True" : "False",
                    ["lastTransitionTime"] = "2026-03-01T12:00:00Z",
                    ["reason"] = "Said",
                    ["message"] = message,
                }
        );
        var status = new JsonObject
        {
            ["conditions"] = new JsonArray([.. conditions]),
            ["completionTime"] = "2026-03-01T12:00:00Z",
            ["nodes"] = new JsonArray([.. nodes]),
        };
        await scene.Cluster.Objects.MergeAsync(
            $"{PluginScene.Restores}/{restore["metadata"]!["name"]}/status",
            new JsonObject { ["status"] = status },
            deadline.Token
        );
        return restore["spec"]!;
    }
}
