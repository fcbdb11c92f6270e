using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>Restores with an operator, an API server and agents.</summary>
[Category("Slow")]
public sealed class RestoresTests
{
    private const string Layers = """{ "mode": "Enforce", "collect": { "layers": {} } }""";

    private Scene scene = null!;

    [SetUp]
    public async Task Start() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task Undoes_a_run_on_the_selected_nodes_and_then_leaves_nothing_on_them()
    {
        var agents = await AddNodesAsync(5);
        var other = await scene.AddNodeAsync("other", pool: "web");
        agents[1].RestoreOutcome = RestorePhase.Skipped;
        scene.StartOperator();
        var run = await RunAsync();

        await scene.RestoreAsync(
            "undo",
            $$"""{ "runID": "{{run}}", "nodeSelector": { "matchLabels": { "pool": "build" } } }"""
        );
        await UntilAsync("undo", CleanupConditions.Ready);

        var status = await GetStatusAsync("undo");
        Assert.That(
            status.NodeCounts,
            Is.EqualTo(
                new NodeCounts
                {
                    Selected = 5,
                    Succeeded = 4,
                    Skipped = 1,
                }
            )
        );
        Assert.That(status.Restored.Items, Is.EqualTo(8));
        Assert.That(agents.Select(agent => agent.Restored.Count), Is.All.EqualTo(1));
        Assert.That(other.Restored, Is.Empty);
        await scene.UntilAsync("nothing is left on the nodes", async () =>
            (await ListStoragesAsync()).All(storage =>
                storage.Spec!.Restores.IsEmpty && storage.Status!.Restores.IsEmpty
            )
        );
        Assert.That((await GetStatusAsync("undo")).Restored.Items, Is.EqualTo(8), "it stays when the reports are gone");
        Assert.That(
            (await ListStoragesAsync()).Select(storage => storage.Spec!.Orders.Length),
            Is.All.EqualTo(1),
            "the orders of the cleanup are as they were"
        );
    }

    [Test]
    public async Task A_failed_node_stalls_it_and_another_restore_can_try_again()
    {
        var agents = await AddNodesAsync(2);
        agents[0].RestoreOutcome = RestorePhase.Failed;
        scene.StartOperator();
        var run = await RunAsync();

        await scene.RestoreAsync("undo", $$"""{ "runID": "{{run}}" }""");
        await UntilAsync("undo", CleanupConditions.Stalled);

        Assert.That(
            (await GetStatusAsync("undo")).Conditions.Find(CleanupConditions.Stalled)!.Message,
            Does.Contain("n0: overlay2/a exists again")
        );
        agents[0].RestoreOutcome = RestorePhase.Succeeded;
        await scene.RestoreAsync("undo-again", $$"""{ "runID": "{{run}}" }""");
        await UntilAsync("undo-again", CleanupConditions.Ready);
        Assert.That(agents[0].Restored, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Another_leader_goes_on_and_asks_no_node_twice()
    {
        var agents = await AddNodesAsync(4);
        foreach (var agent in agents)
            agent.RestoreOutcome = RestorePhase.Restoring;
        var first = scene.StartOperator();
        var run = await RunAsync();
        await scene.RestoreAsync("undo", $$"""{ "runID": "{{run}}" }""");
        await scene.UntilAsync("all have begun", () => Task.FromResult(agents.All(agent => agent.Restored.Count == 1)));
        await first.StopAsync();

        agents[0].RestoreOutcome = RestorePhase.Succeeded;
        scene.StartOperator("operator-1");
        await scene.UntilAsync("one is done", async () =>
            (await GetStatusAsync("undo")).NodeCounts is { Succeeded: 1, Running: 3 }
        );
        foreach (var agent in agents)
            agent.RestoreOutcome = RestorePhase.Succeeded;
        await UntilAsync("undo", CleanupConditions.Ready);

        Assert.That(agents.Select(agent => agent.Restored.Count), Is.All.EqualTo(1));
    }

    [Test]
    public async Task One_that_is_deleted_is_taken_back_from_the_nodes()
    {
        var agents = await AddNodesAsync(2);
        agents[0].RestoreOutcome = RestorePhase.Restoring;
        scene.StartOperator();
        var run = await RunAsync();
        await scene.RestoreAsync("undo", $$"""{ "runID": "{{run}}" }""");
        await scene.UntilAsync("both have begun", () =>
            Task.FromResult(agents.All(agent => agent.Restored.Count == 1))
        );

        await scene.DeleteAsync(ResourceTypes.NodeStorageRestores, "undo");

        await scene.UntilAsync("nothing is left on the nodes", async () =>
            (await ListStoragesAsync()).All(storage => storage.Spec!.Restores.IsEmpty)
        );
    }

    [Test]
    public async Task It_waits_for_the_run_and_begins_when_the_cleanup_is_suspended()
    {
        var agents = await AddNodesAsync(2);
        agents[0].Finishes = false;
        scene.StartOperator();
        await scene.ApplyAsync("tidy", Layers);
        await scene.UntilAsync("one is done", async () =>
            (await scene.GetStatusAsync("tidy")).LastRun?.Nodes.Succeeded == 1
        );
        var run = (await scene.GetStatusAsync("tidy")).LastRun!.Id;
        await scene.RestoreAsync("undo", $$"""{ "runID": "{{run}}" }""");
        await UntilAsync("undo", CleanupConditions.Reconciling);
        Assert.That(
            (await GetStatusAsync("undo")).Conditions.Find(CleanupConditions.Ready)!.Reason,
            Is.EqualTo(RestoreReasons.RunInProgress)
        );
        Assert.That(agents.Sum(agent => agent.Restored.Count), Is.Zero);

        await scene.ApplyAsync("tidy", """{ "mode": "Enforce", "suspend": true, "collect": { "layers": {} } }""");
        await UntilAsync("undo", CleanupConditions.Ready);
        Assert.That(agents.Select(agent => agent.Restored.Count), Is.All.EqualTo(1));
    }

    [Test]
    public async Task A_cluster_without_their_definition_cleans_and_begins_once_it_has_it()
    {
        const string Definition = "nodegc.io_nodestoragerestores.yaml";
        await scene.Cluster.Objects.DeleteAsync(
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/nodestoragerestores.nodegc.io",
            default
        );
        var agent = await scene.AddNodeAsync("n0");
        scene.StartOperator();
        var run = await RunAsync();
        Assert.That(agent.CarriedOut, Is.EqualTo([run]));

        await scene.DefineAsync(Definition);
        await scene.UntilAsync("restores can be stored", async () =>
        {
            try
            {
                await scene.RestoreAsync("undo", $$"""{ "runID": "{{run}}" }""");
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        await UntilAsync("undo", CleanupConditions.Ready);
        Assert.That(agent.Restored, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_spec_cannot_be_changed_or_be_wrong()
    {
        await scene.RestoreAsync("undo", """{ "runID": "tidy-1-abc" }""");

        var changed = Assert.ThrowsAsync<HttpRequestException>(() =>
            scene.RestoreAsync("undo", """{ "runID": "tidy-2-abc" }""")
        );
        Assert.That(changed.Message, Does.Contain("spec cannot be changed; create another NodeStorageRestore"));
        foreach (
            var (spec, message) in (ReadOnlySpan<(string, string)>)
                [
                    ("""{ "runID": "../x" }""", "spec.runID"),
                    ("""{ "runID": "x", "items": ["/"] }""", "must be the path or name of an item"),
                    ("""{ "runID": "x", "timeout": "30s" }""", "timeout must be between 1m and 7d"),
                    ("""{ }""", "runID"),
                ]
        )
            Assert.That(
                Assert.ThrowsAsync<HttpRequestException>(() => scene.RestoreAsync("wrong", spec)).Message,
                Does.Contain(message)
            );
    }

    private async Task<List<SimulatedAgent>> AddNodesAsync(int count)
    {
        var agents = new List<SimulatedAgent>();
        for (var at = 0; at < count; at++)
            agents.Add(await scene.AddNodeAsync($"n{at}"));
        return agents;
    }

    private async Task<string> RunAsync()
    {
        await scene.ApplyAsync("tidy", Layers);
        await scene.UntilAsync("tidy", CleanupConditions.Ready);
        return (await scene.GetStatusAsync("tidy")).LastRun!.Id;
    }

    private async Task<NodeStorageRestoreStatus> GetStatusAsync(string restore) =>
        (await scene.Restores.GetAsync(new ObjectKey(null, restore), default)).Status ?? new NodeStorageRestoreStatus();

    private Task UntilAsync(string restore, string condition) =>
        scene.UntilAsync($"{restore} is {condition}", async () =>
            (await GetStatusAsync(restore)).Conditions.IsTrue(condition)
        );

    private async Task<IEnumerable<NodeStorage>> ListStoragesAsync() =>
        (await scene.Storages.ListAsync(ListOptions.All, default)).Items;
}
