using System.Text.Json.Nodes;
using NodeGc.Api;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>Which nodes get a NodeStorage, and whose it is.</summary>
[Category("Slow")]
public sealed class StoragesTests
{
    private Scene scene = null!;

    [SetUp]
    public async Task Start() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task A_node_with_an_agent_gets_one_that_the_node_owns()
    {
        var node = await scene.AddMachineAsync("n1");
        await scene.AddMachineAsync("n2");
        await AddAgentPodAsync("agent-x", "n1");
        scene.StartOperator(agentSelector: "component=agent");
        await scene.UntilAsync("a NodeStorage", async () => await FindAsync("n1") is not null);

        var owner = (
            await scene.Storages.GetAsync(new ObjectKey(null, "n1"), default)
        ).Metadata.OwnerReferences!.Value.Single();
        Assert.That((owner.Kind, owner.Name, owner.Uid), Is.EqualTo(("Node", "n1", node.Metadata.Uid)));
        Assert.That(await FindAsync("n2"), Is.Null, "no agent runs there");
    }

    [Test]
    public async Task An_agent_that_comes_later_gets_one_too_and_others_pods_count_for_nothing()
    {
        await scene.AddMachineAsync("n1");
        await scene.AddMachineAsync("n2");
        await AddAgentPodAsync("web", "n2", component: "web");
        scene.StartOperator(agentSelector: "component=agent");
        await scene.UntilAsync("a leader", async () => await scene.FindLeaderAsync() is not null);
        await AddAgentPodAsync("agent-x", "n1");

        await scene.UntilAsync("a NodeStorage", async () => await FindAsync("n1") is not null);
        Assert.That(await FindAsync("n2"), Is.Null);
    }

    [Test]
    public async Task One_that_somebody_deleted_is_created_again()
    {
        await scene.AddMachineAsync("n1");
        scene.StartOperator();
        await scene.UntilAsync("a NodeStorage", async () => await FindAsync("n1") is not null);
        var deleted = (await FindAsync("n1"))!.Metadata.Uid;
        await scene.DeleteAsync(ResourceTypes.NodeStorages, "n1");

        await scene.UntilAsync("a new NodeStorage", async () =>
            await FindAsync("n1") is { } storage && storage.Metadata.Uid != deleted
        );
    }

    [Test]
    public async Task One_that_no_node_owns_is_adopted_and_begins_without_the_orders_and_requests_in_it()
    {
        var node = await scene.AddMachineAsync("n1");
        await scene.Cluster.Objects.CreateAsync("/apis/nodegc.io/v1alpha1/nodestorages", Ownerless("n1"), default);
        scene.StartOperator();

        await scene.UntilAsync("the adoption", async () =>
            (await FindAsync("n1"))?.Metadata.OwnerReferences is { IsEmpty: false }
        );

        var adopted = (await FindAsync("n1"))!;
        Assert.That(adopted.Metadata.OwnerReferences!.Value.Single().Uid, Is.EqualTo(node.Metadata.Uid));
        Assert.That(adopted.Spec!.Orders, Is.Empty);
        Assert.That(adopted.Spec.Requests, Is.Empty);
    }

    [Test]
    [NeedsControllers]
    public async Task A_node_that_was_replaced_under_its_name_gets_its_own()
    {
        var before = await scene.AddMachineAsync("n1");
        scene.StartOperator();
        await scene.UntilAsync("a NodeStorage", async () => await FindAsync("n1") is not null);
        await scene.DeleteAsync(CoreResources.Nodes, "n1");
        var after = await scene.AddMachineAsync("n1");

        await scene.UntilAsync("a NodeStorage of the new node", async () =>
            (await FindAsync("n1"))?.Metadata.OwnerReferences?.Single().Uid == after.Metadata.Uid
        );
        Assert.That(after.Metadata.Uid, Is.Not.EqualTo(before.Metadata.Uid));
    }

    private Task<Api.Nodes.NodeStorage?> FindAsync(string node) =>
        scene.Storages.FindAsync(new ObjectKey(null, node), default);

    private Task AddAgentPodAsync(string name, string node, string component = "agent") =>
        scene.Cluster.Objects.CreateAsync(
            $"/api/v1/namespaces/{OperatorRights.Namespace}/pods",
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Pod",
                ["metadata"] = new JsonObject
                {
                    ["name"] = name,
                    ["labels"] = new JsonObject { ["component"] = component },
                },
                ["spec"] = new JsonObject
                {
                    ["nodeName"] = node,
                    ["containers"] = new JsonArray(new JsonObject { ["name"] = "agent", ["image"] = "nodegc/agent" }),
                },
            },
            default
        );

    private static JsonObject Ownerless(string name) =>
        new()
        {
            ["apiVersion"] = "nodegc.io/v1alpha1",
            ["kind"] = "NodeStorage",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject
            {
                ["orders"] = JsonNode.Parse(
                    """
                    [{
                      "cleanup": "old", "uid": "u", "runID": "run-x", "generation": 1,
                      "mode": "Enforce", "collect": { "layers": {} }
                    }]
                    """
                ),
                ["requests"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = "old",
                        ["expirationTime"] = "2100-01-01T00:00:00Z",
                        ["explain"] = new JsonObject { ["subject"] = "a" },
                    }
                ),
            },
        };
}
