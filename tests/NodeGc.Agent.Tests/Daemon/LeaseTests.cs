using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Resources;
using NodeGc.Testing.Charts;

namespace NodeGc.Agent.Tests.Daemon;

/// <summary>The agent as a process, with the rights of the chart, and the lease that the operator creates for
/// it.</summary>
[Category("Real")]
internal sealed class LeaseTests
{
    private const string Leases = $"/apis/coordination.k8s.io/v1/namespaces/{ChartRights.Namespace}/leases";

    private static readonly string Path = $"{Leases}/{AgentLease.NameFor(AgentScene.Node)}";

    private AgentScene scene = null!;

    [SetUp]
    public async Task Begin() => scene = await AgentScene.BeginAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task Renews_its_lease_and_reports_where_that_is()
    {
        var storage = await scene.Cluster.Objects.GetAsync(AgentScene.Path, CancellationToken.None);
        var lease = AgentLease.Create(storage.Deserialize(ApiJsonContext.Default.NodeStorage)!, ChartRights.Namespace);
        var json = JsonSerializer.SerializeToNode(lease, KubernetesJson.Default.Lease)!.AsObject();
        await scene.Cluster.Objects.CreateAsync(Leases, json, CancellationToken.None);

        scene.StartAgent();
        var reported = await scene.AwaitAsync("the agent to report", one => one["status"]?["agent"] is not null);

        Assert.That((string?)reported["status"]!["agent"]!["namespace"], Is.EqualTo(ChartRights.Namespace));
        var renewed = await AwaitRenewalAsync();
        Assert.That((string?)renewed["spec"]!["holderIdentity"], Is.EqualTo(AgentScene.Node), scene.Log);
    }

    private async Task<JsonObject> AwaitRenewalAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var lease = await scene.Cluster.Objects.GetAsync(Path, deadline.Token);
            if (lease["spec"]?["renewTime"] is not null)
                return lease;
            await Task.Delay(100, deadline.Token);
        }
    }
}
