using System.Globalization;
using System.Text.Json.Nodes;
using NodeGc.Api;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>The leases of the agents: who creates them, whose they are, and what a renewal does.</summary>
[Category("Slow")]
public sealed class LeasesTests
{
    private const string Report = """{ "collect": { "layers": {} } }""";

    private static readonly ObjectKey Key = new(OperatorRights.Namespace, AgentLease.NameFor("n1"));

    private Scene scene = null!;

    [SetUp]
    public async Task Start() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task An_agent_gets_one_that_its_NodeStorage_owns()
    {
        await scene.AddNodeAsync("n1");
        scene.StartOperator();
        await UntilLeaseAsync();

        var storage = await scene.Storages.GetAsync(new ObjectKey(null, "n1"), default);
        var owner = (await scene.Leases.GetAsync(Key, default)).Metadata.OwnerReferences!.Value.Single();
        Assert.That((owner.Kind, owner.Name, owner.Uid), Is.EqualTo(("NodeStorage", "n1", storage.Metadata.Uid)));
    }

    [Test]
    public async Task One_that_somebody_deleted_is_created_again()
    {
        await scene.AddNodeAsync("n1");
        scene.StartOperator();
        await UntilLeaseAsync();
        var deleted = (await scene.Leases.GetAsync(Key, default)).Metadata.Uid;
        await scene.Cluster.Objects.DeleteAsync(Path, default);

        await scene.UntilAsync("a new lease", async () =>
            await FindAsync() is { } lease && lease.Metadata.Uid != deleted
        );
    }

    [Test]
    [NeedsControllers]
    public async Task It_is_deleted_with_the_node()
    {
        await scene.AddMachineAsync("n1");
        scene.StartOperator();
        await UntilLeaseAsync();
        await scene.Cluster.Objects.DeleteAsync("/api/v1/nodes/n1", default);

        await scene.UntilAsync("the lease to go", async () => await FindAsync() is null);
    }

    [Test]
    public async Task An_agent_that_reported_long_ago_and_renews_its_lease_gets_orders()
    {
        var agent = await scene.AddNodeAsync("n1");
        await agent.GoAwayAsync();
        scene.StartOperator();
        await UntilLeaseAsync();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("the silence is noticed", async () =>
            (await scene.GetStatusAsync("weekly")).Conditions.Find("Ready")?.Reason == "NoAgents"
        );
        Assert.That(await agent.GetOrdersAsync(), Is.Empty);

        await RenewAsync();

        await scene.UntilAsync("the order", async () => (await agent.GetOrdersAsync()).Length == 1);
    }

    [Test]
    [NeedsInProcessServer("Only the server in this process counts requests.")]
    public async Task Renewals_alone_make_the_operator_write_nothing()
    {
        var agent = await scene.AddNodeAsync("n1");
        scene.StartOperator();
        await UntilLeaseAsync();
        await scene.ApplyAsync("weekly", Report);
        await scene.UntilAsync("weekly", "Ready");
        await RenewAsync();
        var before = -1;
        await scene.UntilAsync("the operator to have written everything", async () =>
        {
            before = Writes();
            await Task.Delay(500);
            return before == Writes();
        });

        for (var renewal = 0; renewal < 5; renewal++)
        {
            await RenewAsync();
            // Longer than the operator needs to react to a change, which is what must not happen here.
            await Task.Delay(100);
        }

        Assert.That(Writes(), Is.EqualTo(before));
        Assert.That(agent.CarriedOut, Has.Count.EqualTo(1));
    }

    private static string Path =>
        $"/apis/coordination.k8s.io/v1/namespaces/{OperatorRights.Namespace}/leases/{Key.Name}";

    private int Writes() => scene.Cluster.InProcess!.Requests.All.Count(WriteGate.IsOperatorWrite);

    private Task UntilLeaseAsync() => scene.UntilAsync("a lease", async () => await FindAsync() is not null);

    private Task<Lease?> FindAsync() => scene.Leases.FindAsync(Key, default);

    private Task RenewAsync()
    {
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        return scene.Cluster.Objects.MergeAsync(
            Path,
            new JsonObject { ["spec"] = new JsonObject { ["renewTime"] = now } },
            default
        );
    }
}
