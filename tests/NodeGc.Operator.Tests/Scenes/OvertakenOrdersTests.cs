using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Testing.ApiServer.Faults;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>Operator and agents write disjoint halves of one object: neither may keep the other from writing.</summary>
[NeedsInProcessServer("Only the server in this process lets another write come first, or refuses what is well.")]
internal sealed class OvertakenOrdersTests
{
    private const string Tidy = """{ "mode": "Enforce", "collect": { "layers": {} } }""";
    private Scene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task EndAsync() => await scene.DisposeAsync();

    [Test]
    public async Task An_order_arrives_although_the_agent_always_writes_first()
    {
        var server = scene.Cluster.InProcess!;
        var agent = await scene.AddNodeAsync("node-a");
        server.Faults.Always(IsOrder, new Fault.Meanwhile(() => agent.BeatAsync(DateTimeOffset.UtcNow)));
        scene.StartOperator();
        await scene.ApplyAsync("tidy", Tidy);

        await scene.UntilAsync("the order is there", async () => (await agent.GetOrdersAsync()).Length == 1);

        // The echo of the agent's write may make the operator ask again on its old picture. That changes nothing.
        Assert.That(
            (await scene.Storages.GetAsync(new ObjectKey(null, "node-a"), default)).Metadata.Generation,
            Is.EqualTo(2)
        );
    }

    [Test]
    public async Task Orders_that_somebody_else_changed_meanwhile_are_decided_again()
    {
        var server = scene.Cluster.InProcess!;
        var agent = await scene.AddNodeAsync("node-a");
        server.Faults.Next(1, IsOrder, new Fault.Meanwhile(() => OrderAsync("node-a")));
        scene.StartOperator();
        await scene.ApplyAsync("tidy", Tidy);

        await scene.UntilAsync("the order is the operator's", async () =>
            (await agent.GetOrdersAsync()) is [{ Cleanup: "tidy" }]
        );

        Assert.That(agent.CarriedOut, Has.Count.EqualTo(1).Or.Count.EqualTo(2));
    }

    [Test]
    public async Task An_order_that_the_server_refuses_is_sent_once_and_the_cleanup_says_so()
    {
        var server = scene.Cluster.InProcess!;
        await scene.AddNodeAsync("node-a");
        server.Faults.Always(IsOrder, new Fault.Answer(422));
        scene.StartOperator();
        await scene.ApplyAsync("tidy", Tidy);

        await scene.UntilAsync("tidy", CleanupConditions.Stalled);

        var stalled = (await scene.GetStatusAsync("tidy")).Conditions.Find(CleanupConditions.Stalled)!;
        Assert.That(stalled.Message, Does.StartWith("the API server rejected an order: "));
        Assert.That(server.Requests.All.Count(IsOrder), Is.EqualTo(1));
    }

    private static bool IsOrder(SeenRequest request) =>
        request.Method == "PATCH"
        && request.Path.Contains("/nodestorages/", StringComparison.Ordinal)
        && !request.Path.EndsWith("/status", StringComparison.Ordinal)
        && request.Query.Contains("nodegc-operator", StringComparison.Ordinal);

    /// <summary>An order of a cleanup that is not there.</summary>
    private Task OrderAsync(string node) =>
        scene.Storages.MergePatchAsync(
            new ObjectKey(null, node),
            new()
            {
                ["spec"] = new System.Text.Json.Nodes.JsonObject
                {
                    ["orders"] = System.Text.Json.Nodes.JsonNode.Parse(
                        """
                        [{
                          "cleanup": "gone", "uid": "u", "runID": "run-x", "generation": 1,
                          "mode": "Report", "collect": { "layers": {} }
                        }]
                        """
                    ),
                },
            },
            CancellationToken.None
        );
}
