using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Faults;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>What befalls an agent: crashes, a second agent, an API server that is away, an object that belongs to
/// another.</summary>
[Category("Real")]
internal sealed class LifeTests
{
    private AgentScene scene = null!;

    [SetUp]
    public async Task Begin() => scene = await AgentScene.BeginAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task A_second_agent_on_the_node_says_who_is_there_already_and_ends()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        var second = scene.StartAgent();

        Assert.That(await second.WaitAsync(), Is.EqualTo(ExitCode.Failed), second.Log);
        Assert.That(
            second.Log,
            Does.Contain("Another agent is running on this node").And.Contains(scene.Store.StateDirectory)
        );
    }

    [Test]
    public async Task Waits_for_its_object_and_never_creates_it()
    {
        await scene.Cluster.Objects.DeleteAsync(AgentScene.Path, CancellationToken.None);
        var agent = scene.StartAgent();
        NodeGc.Testing.Docker.Deadline.Await("the agent to say what it waits for", () =>
            agent.Log.Contains("The operator creates it", StringComparison.Ordinal)
        );
        await scene.CreateStorageAsync();

        await scene.AwaitAgentAsync();
    }

    [Test]
    public async Task Reports_to_a_new_object_where_somebody_deleted_the_old_one()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        await scene.Cluster.Objects.DeleteAsync(AgentScene.Path, CancellationToken.None);
        await scene.CreateStorageAsync();

        await scene.AwaitAgentAsync();
    }

    [Test]
    [NeedsControllers]
    public async Task Does_not_carry_out_an_order_that_was_meant_for_a_former_node_of_that_name()
    {
        await scene.Cluster.Objects.DeleteAsync(AgentScene.Path, CancellationToken.None);
        await scene.Cluster.Objects.CreateAsync(AgentScene.Storages, OfFormerNode(), CancellationToken.None);
        var before = scene.Store.Digest();
        scene.StartAgent();
        await scene.AwaitGoneAsync();
        await scene.CreateStorageAsync();

        await scene.AwaitAgentAsync();

        Assert.That(scene.Store.Digest(), Is.EqualTo(before), scene.Log);
    }

    [Test]
    public async Task Takes_no_orders_from_an_object_that_nobody_owns_and_says_once_what_to_do()
    {
        await scene.Cluster.Objects.DeleteAsync(AgentScene.Path, CancellationToken.None);
        var ownerless = AgentScene.StorageOf("x");
        ownerless["metadata"]!.AsObject().Remove("ownerReferences");
        ownerless["spec"] = new JsonObject { ["orders"] = new JsonArray(AgentScene.Order("run-1")) };
        await scene.Cluster.Objects.CreateAsync(AgentScene.Storages, ownerless, CancellationToken.None);
        var before = scene.Store.Digest();
        var agent = scene.StartAgent();
        NodeGc.Testing.Docker.Deadline.Await("the agent to say what is missing", () =>
            agent.Log.Contains("is not owned by the Node", StringComparison.Ordinal)
        );
        var node = await scene.Cluster.Objects.GetAsync($"/api/v1/nodes/{AgentScene.Node}", CancellationToken.None);
        var owned = AgentScene.StorageOf((string)node["metadata"]!["uid"]!);
        await scene.Cluster.Objects.MergeAsync(
            AgentScene.Path,
            new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["ownerReferences"] = owned["metadata"]!["ownerReferences"]!.DeepClone(),
                },
                ["spec"] = new JsonObject { ["orders"] = new JsonArray() },
            },
            CancellationToken.None
        );

        await scene.AwaitAgentAsync();

        Assert.That(scene.Store.Digest(), Is.EqualTo(before), scene.Log);
        Assert.That(agent.Log.Split("is not owned by the Node"), Has.Length.EqualTo(2), "once");
    }

    [Test]
    public async Task Goes_on_with_an_order_that_a_crash_interrupted()
    {
        var agent = scene.StartAgent();
        await scene.AwaitAgentAsync();
        // The orphans were first seen half an hour before: another scan can confirm them in a few seconds.
        await scene.OrderAsync(AgentScene.Order("run-1", interval: "30m12s"));
        await scene.AwaitAsync("the first scan", storage => AgentScene.Report(storage) is not null);
        agent.Kill();
        scene.StartAgent();

        Assert.That((string?)(await scene.AwaitEndAsync("run-1"))["phase"], Is.EqualTo("Succeeded"), scene.Log);
        Assert.That(scene.OrphansAreThere, Is.False);
    }

    [Test]
    public async Task Does_not_carry_out_an_order_whose_deadline_has_passed()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        var order = AgentScene.Order("run-1");
        order["deadline"] = "2026-03-01T12:00:00Z";
        await scene.OrderAsync(order);

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Failed"), scene.Log);
        Assert.That((string?)report["message"], Does.StartWith("the order's deadline has passed"));
        Assert.That(scene.OrphansAreThere, Is.True);
    }

    [Test]
    public async Task Stops_at_the_deadline_of_an_order()
    {
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        // The second scan, without which nothing is removed, comes too late.
        var order = AgentScene.Order("run-1", interval: "2h");
        order["deadline"] = DateTimeOffset.UtcNow.AddSeconds(5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        await scene.OrderAsync(order);

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Failed"), scene.Log);
        Assert.That(scene.OrphansAreThere, Is.True);
    }

    [Test]
    [NeedsInProcessServer("Only the server in this process can be sent away.")]
    public async Task Works_on_while_the_API_server_is_away_and_reports_once_it_is_back()
    {
        var server = scene.Cluster.InProcess!;
        scene.StartAgent();
        await scene.AwaitAgentAsync();
        server.Faults.Always(
            request => request.Method == "PATCH" && request.Path.EndsWith("/status", StringComparison.Ordinal),
            new Fault.Answer(503)
        );
        await scene.OrderAsync(AgentScene.Order("run-1"));
        NodeGc.Testing.Docker.Deadline.Await("the orphans to go", () => !scene.OrphansAreThere);
        await server.StopListeningAsync();
        server.Faults.Clear();
        await server.ListenAgainAsync(CancellationToken.None);

        var report = await scene.AwaitEndAsync("run-1");

        Assert.That((string?)report["phase"], Is.EqualTo("Succeeded"), report.ToString());
        Assert.That(
            (int?)report["byClass"]![0]!["quarantined"]!["items"],
            Is.EqualTo(2),
            "the run is not repeated: a repetition would find nothing"
        );
    }

    private static JsonObject OfFormerNode()
    {
        var storage = AgentScene.StorageOf("11111111-2222-3333-4444-555555555555");
        storage["spec"] = new JsonObject { ["orders"] = new JsonArray(AgentScene.Order("run-of-old")) };
        return storage;
    }
}
