using System.Text.Json.Nodes;
using NodeGc.Api.Cleanups;
using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Requirements;
using NodeGc.Testing.Charts;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>The operator has no right that it does not use. That it needs no other is shown by all suites, which give
/// it only these.</summary>
[Category("Slow")]
[NeedsInProcessServer("It counts which rights are used.")]
public sealed class RightsTests
{
    private const string Selector = "app.kubernetes.io/component=agent";

    // The verb that admission policies ask for. An event is patched where it occurs again.
    private static readonly UsedRight[] NotAskedFor =
    [
        new("order", "nodestorages.nodegc.io", ""),
        new("patch", "events", "default"),
    ];

    [Test]
    public async Task It_uses_every_right_that_the_chart_grants_it()
    {
        await using var scene = await Scene.StartAsync();
        await scene.AddMachineAsync("node-a");
        await scene.Cluster.Objects.ApplyAsync(
            $$"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: agent
              namespace: {{OperatorRights.Namespace}}
              labels: { app.kubernetes.io/component: agent }
            spec: { nodeName: node-a, containers: [{ name: agent, image: agent }] }
            """,
            default
        );
        await scene.ApplyAsync("images", """{ "collect": { "images": { "scope": "Unused" } } }""");
        scene.StartOperator(agentSelector: Selector);
        await scene.UntilAsync("a NodeStorage", async () => await StoragesAsync(scene) > 0);
        var agent = await scene.AddNodeAsync("node-a");
        await scene.UntilAsync("images", CleanupConditions.Ready);
        await scene.RestoreAsync("undo", """{ "runID": "none" }""");
        await scene.UntilAsync("the restore is given to the agent", () => Task.FromResult(agent.Restored.Count > 0));
        await agent.GoAwayAsync();

        var account = $"system:serviceaccount:{OperatorRights.Namespace}:{OperatorRights.Name}";
        var rights = scene.Cluster.InProcess!.Rights;
        // The lease is renewed a moment later, and the silence reported.
        await scene.UntilAsync("every right is used", () =>
            Task.FromResult(
                GrantedRights.Of(OperatorRights.Name).Except(rights.Of(account)).Except(NotAskedFor).IsEmpty
            )
        );
        var used = rights.Of(account);
        Assert.That(used.Except(GrantedRights.Of(OperatorRights.Name)), Is.Empty, "as all suites run with them alone");
    }

    private static async Task<int> StoragesAsync(Scene scene)
    {
        var list = await scene.Cluster.Objects.GetAsync("/apis/nodegc.io/v1alpha1/nodestorages", default);
        return list["items"]!.AsArray().Count;
    }
}
