using System.Text.Json.Nodes;
using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>What is in quarantine expires on the node, whatever becomes of those who ordered it.</summary>
[Category("Real")]
internal sealed class QuarantineExpiryTests
{
    private AgentScene scene = null!;

    [SetUp]
    public async Task Begin() => scene = await AgentScene.BeginAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    /// <summary>There is no operator in this scene.</summary>
    [Test]
    public async Task Expires_without_an_operator_after_its_cleanup_is_gone_and_the_agent_was_restarted()
    {
        var quarantine = new DirectoryInfo(scene.Store.PathOf(".nodegc/quarantine/run-1"));
        var order = AgentScene.Order("run-1");
        order["disposal"] = new JsonObject { ["quarantine"] = "1s" };
        var first = scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.OrderAsync(order);
        await scene.AwaitEndAsync("run-1");
        Assert.That(quarantine.EnumerateDirectories("*", SearchOption.AllDirectories), Is.Not.Empty, scene.Log);

        await scene.OrderAsync();
        first.Kill();
        scene.StartAgent();

        Deadline.Await("the quarantine to expire", () =>
        {
            quarantine.Refresh();
            return !quarantine.Exists || !quarantine.EnumerateFileSystemInfos("*").Any();
        });
    }
}
