using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Requirements;
using NodeGc.Testing.Charts;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>The agent has no right that it does not use. That it needs no other is shown by all suites, which give it
/// only these.</summary>
[Category("Real")]
[NeedsInProcessServer("It counts which rights are used.")]
internal sealed class RightsTests
{
    // An event is patched where it occurs again. The object is read where its status is not found.
    private static readonly UsedRight[] NotAskedFor =
    [
        new("patch", "events", "default"),
        new("get", "nodestorages.nodegc.io", ""),
    ];

    [Test]
    public async Task It_uses_every_right_that_the_chart_grants_it()
    {
        await using var scene = await AgentScene.BeginAsync();
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        // A status that the server refuses is reported by an event.
        await scene.ChangeDefinitionAsync(status => status["properties"]!["orders"]!["maxItems"] = 0);
        await scene.OrderAsync(AgentScene.Order("run-1"));
        await AwaitEventAsync(scene);

        var granted = GrantedRights.Of(ChartRights.Agent);
        var used = scene.Cluster.InProcess!.Rights.Of(
            $"system:serviceaccount:{ChartRights.Namespace}:{ChartRights.Agent}"
        );
        Assert.That(granted.Except(used).Except(NotAskedFor), Is.Empty);
    }

    private static async Task AwaitEventAsync(AgentScene scene)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var events = await scene.Cluster.Objects.GetAsync("/api/v1/namespaces/default/events", deadline.Token);
            if (events["items"]!.AsArray().Count > 0)
                return;
            await Task.Delay(100, deadline.Token);
        }
    }
}
