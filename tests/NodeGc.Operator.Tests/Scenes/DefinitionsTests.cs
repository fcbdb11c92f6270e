using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>
/// Definitions of an older release, which prune fields: nothing is ordered, and the cleanup says which definition and
/// which field.
/// </summary>
[Category("Slow")]
public sealed class DefinitionsTests
{
    private const string Cleanups = "nodegc.io_nodestoragecleanups.yaml";
    private const string Nodes = "nodegc.io_nodestorages.yaml";
    private const string Guarded = """
        {
          "mode": "Enforce", "when": { "diskUsagePercent": { "high": 99, "low": 98 } },
          "collect": { "layers": {}, "images": { "exclude": ["base/*"] } }, "protect": { "volumes": ["pg-*"] }
        }
        """;

    private static readonly string Indent = new(' ', 22);

    private Scene scene = null!;

    [SetUp]
    public async Task Start() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [TestCase(Nodes, "when", "the CRD nodestorages.nodegc.io: spec.orders[].when is missing")]
    [TestCase(Nodes, "digest", "the CRD nodestorages.nodegc.io: spec.orders[].digest is missing")]
    [TestCase(Nodes, "planDigest", "the CRD nodestorages.nodegc.io: status.orders[].planDigest is missing")]
    [TestCase(Cleanups, "protect", "the CRD nodestoragecleanups.nodegc.io: spec.protect is missing")]
    [TestCase(Cleanups, "exclude", "the CRD nodestoragecleanups.nodegc.io: spec.collect.images.exclude is missing")]
    [TestCase(Cleanups, "planDigest", "the CRD nodestoragecleanups.nodegc.io: status.lastRun.planDigest is missing")]
    public async Task A_field_that_a_definition_lacks_stalls_the_cleanup_and_nothing_is_ordered(
        string definition,
        string field,
        string gap
    )
    {
        var agent = await scene.AddNodeAsync("n1");
        await scene.DefineAsync(definition, without: field);
        scene.StartOperator();
        await scene.StoreAsync("weekly", Guarded);
        await scene.UntilAsync("weekly", CleanupConditions.Stalled);

        var stalled = (await scene.GetStatusAsync("weekly")).Conditions.Find(CleanupConditions.Stalled)!;
        Assert.That(stalled.Reason, Is.EqualTo(CleanupReasons.DefinitionOutdated));
        Assert.That(
            stalled.Message,
            Does.StartWith(gap).And.Contains("kubectl apply --server-side --force-conflicts -f charts/nodegc/crds")
        );
        Assert.That(agent.CarriedOut, Is.Empty);
        Assert.That(await agent.GetOrdersAsync(), Is.Empty);
    }

    [Test]
    [NeedsInProcessServer("Only the server in this process counts requests.")]
    public async Task An_old_definition_makes_no_repeated_writes([Values(Nodes, Cleanups)] string definition)
    {
        var server = scene.Cluster.InProcess!;
        await scene.AddNodeAsync("n1");
        await scene.DefineAsync(definition, without: "when");
        scene.StartOperator();
        await scene.StoreAsync("weekly", Guarded);
        await scene.UntilAsync("weekly", CleanupConditions.Stalled);
        var before = Writes();
        var read = Readings();
        // The definitions are read again with every decision: several of them were taken since.
        await scene.UntilAsync("more decisions", () => Task.FromResult(Readings() >= read + 6));

        Assert.That(Writes(), Is.EqualTo(before));

        int Writes() =>
            server.Requests.All.Count(request => WriteGate.IsOperatorWrite(request) && request.Method != "POST");

        int Readings() =>
            server.Requests.All.Count(request =>
                request.Path.EndsWith("/customresourcedefinitions/nodestorages.nodegc.io", StringComparison.Ordinal)
            );
    }

    [Test]
    public async Task A_complete_cleanup_continues_once_the_definition_is_up_to_date_and_repeats_no_run()
    {
        var (one, other) = (await scene.AddNodeAsync("n1"), await scene.AddNodeAsync("n2"));
        other.Finishes = false;
        scene.StartOperator();
        await scene.StoreAsync("weekly", Guarded);
        await scene.UntilAsync("one is done", async () =>
            (await scene.GetStatusAsync("weekly")).LastRun?.Nodes.Succeeded == 1
        );
        await scene.DefineAsync(Nodes, without: "when");
        await scene.UntilAsync("weekly", CleanupConditions.Stalled);
        Assert.That((await scene.GetStatusAsync("weekly")).LastRun!.CompletionTime, Is.Null, "the run is not over");
        await scene.DefineAsync(Nodes);
        other.Finishes = true;
        await scene.UntilAsync("weekly", CleanupConditions.Ready);

        Assert.That(one.CarriedOut, Has.Count.EqualTo(1));
        Assert.That((await scene.GetStatusAsync("weekly")).LastRun!.Nodes.Succeeded, Is.EqualTo(2));
    }

    [Test]
    public async Task A_cleanup_that_was_stored_without_a_field_waits_until_it_is_applied_again()
    {
        var agent = await scene.AddNodeAsync("n1");
        await scene.DefineAsync(Cleanups, without: "protect");
        scene.StartOperator();
        await scene.StoreAsync("weekly", Guarded);
        await scene.UntilAsync("weekly", CleanupConditions.Stalled);
        await scene.DefineAsync(Cleanups);
        await scene.UntilAsync("the operator has seen the definition", async () =>
            (await scene.GetStatusAsync("weekly"))
                .Conditions.Find(CleanupConditions.Stalled)!
                .Message.StartsWith("fields may have been dropped", StringComparison.Ordinal)
        );
        Assert.That(agent.CarriedOut, Is.Empty);
        Assert.That(
            (await scene.GetStatusAsync("weekly")).Conditions.Find(CleanupConditions.Intact)!.Status,
            Is.EqualTo(ConditionStatus.False)
        );

        await scene.StoreAsync("weekly", Guarded);
        await scene.UntilAsync("weekly", CleanupConditions.Ready);
        Assert.That(agent.CarriedOut, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_definition_that_is_missing_altogether_is_named()
    {
        await scene.UndefineStoragesAsync();
        await scene.AddMachineAsync("n1");
        var running = scene.StartOperator();
        await scene.StoreAsync("weekly", Guarded);
        await scene.UntilAsync("weekly", CleanupConditions.Stalled);
        Assert.That(
            (await scene.GetStatusAsync("weekly")).Conditions.Find(CleanupConditions.Stalled)!.Message,
            Does.StartWith("the CRD nodestorages.nodegc.io is not installed")
        );
        Assert.That(running.IsReady, Is.False);

        await scene.DefineAsync(Nodes);
        await scene.UntilAsync("the operator is ready", () => Task.FromResult(running.IsReady));
        await scene.AddNodeAsync("n2");
        await scene.UntilAsync("n2 is done", async () =>
            (await scene.GetStatusAsync("weekly")).LastRun?.Nodes.Succeeded == 1
        );
    }

    [Test]
    public async Task Definitions_that_may_not_be_read_order_nothing()
    {
        var agent = await scene.AddNodeAsync("n1");
        await scene.Cluster.Objects.ApplyAsync(
            OperatorRights.Yaml.Replace(
                "resources: [customresourcedefinitions]",
                "resources: [others]",
                StringComparison.Ordinal
            ),
            default
        );
        scene.StartOperator();
        await scene.StoreAsync("weekly", Guarded);
        await scene.UntilAsync("weekly", CleanupConditions.Stalled);

        Assert.That(
            (await scene.GetStatusAsync("weekly")).Conditions.Find(CleanupConditions.Stalled)!.Reason,
            Is.EqualTo(CleanupReasons.DefinitionUnknown)
        );
        Assert.That(agent.CarriedOut, Is.Empty);
    }

    [Test]
    public async Task A_definition_of_a_newer_release_is_fine()
    {
        await scene.AddNodeAsync("n1");
        await scene.DefineAsync(Nodes, change: yaml =>
            yaml.Replace(
                $"{Indent}digest:\n",
                $"{Indent}newer: {{ type: string, description: A field of tomorrow. }}\n{Indent}digest:\n",
                StringComparison.Ordinal
            )
        );
        scene.StartOperator();
        await scene.StoreAsync("weekly", Guarded);

        await scene.UntilAsync("weekly", CleanupConditions.Ready);
    }
}
