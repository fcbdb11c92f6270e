using System.Net;
using System.Text;
using Microsoft.Playwright;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Dashboard.Tests.Browsing;
using NodeGc.Dashboard.Tests.Clusters;
using NodeGc.Testing.Charts;
using NodeGc.Testing.Docker;

namespace NodeGc.Dashboard.Tests;

/// <summary>Two replicas whose dashboards are exposed, with the rights that the chart gives them: whoever reaches one
/// needs a token and the rights of the chart's cluster role.</summary>
[Category("Real")]
internal sealed class AccessTests
{
    private const string Users = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: viewer, namespace: nodegc }
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: stranger, namespace: nodegc }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: dashboard-viewer }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: nodegc-operator-dashboard-viewer }
        subjects: [{ kind: ServiceAccount, name: viewer, namespace: nodegc }]
        """;

    private DashboardCluster cluster = null!;
    private OperatorProcess leader = null!;
    private OperatorProcess standby = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        cluster = await DashboardCluster.StartAsync(exposed: true);
        await cluster.Cluster.Objects.ApplyAsync(Users, default);
        await cluster.AddNodeAsync("node-1", "build");
        await cluster.ReportAsync("node-1", SampleReports.Create(1, DateTimeOffset.UtcNow));
        leader = OperatorProcess.Start(cluster.OperatorKubeconfig, "operator-0", "0.0.0.0");
        await leader.AwaitAsync(HttpStatusCode.Unauthorized);
        standby = OperatorProcess.Start(cluster.OperatorKubeconfig, "operator-1", "::");
        await standby.AwaitAsync(HttpStatusCode.Unauthorized);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        leader?.Dispose();
        standby?.Dispose();
        if (cluster is not null)
            await cluster.DisposeAsync();
    }

    [TestCase(null, ExpectedResult = HttpStatusCode.Unauthorized)]
    [TestCase("Bearer not-a-token", ExpectedResult = HttpStatusCode.Unauthorized)]
    [TestCase("Basic !!!", ExpectedResult = HttpStatusCode.Unauthorized)]
    public async Task<HttpStatusCode> Without_a_valid_token_nothing_is_served(string? header)
    {
        using var answer = await GetAsync(leader, "/", header);
        Assert.That(answer.Headers.WwwAuthenticate.Single().Scheme, Is.EqualTo("Basic"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("node-1"));
        using var asset = await GetAsync(leader, "/assets/dashboard.js", header);
        return asset.StatusCode;
    }

    [Test]
    public async Task A_user_without_the_rights_is_forbidden()
    {
        using var answer = await GetAsync(leader, "/", $"Bearer {await MintAsync("stranger")}");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("node-1"));
    }

    [Test]
    public async Task A_user_with_the_rights_sees_the_cluster_on_every_replica()
    {
        var token = await MintAsync("viewer");
        foreach (var replica in (OperatorProcess[])[leader, standby])
        {
            using var answer = await GetAsync(replica, "/", $"Bearer {token}");
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(">node-1</a>"));
            using var node = await GetAsync(replica, "/nodes/node-1", $"Bearer {token}");
            Assert.That(await node.Content.ReadAsStringAsync(), Does.Contain("nodegc-agent-00001"));
        }
    }

    [Test]
    public async Task The_API_server_is_asked_once_about_a_token_of_many_requests()
    {
        var server = cluster.Cluster.InProcess;
        Assume.That(server, Is.Not.Null, "a real API server does not show its requests");
        int Reviews() =>
            server!.Requests.All.Count(request => request.Path.EndsWith("reviews", StringComparison.Ordinal));
        var header = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{await MintAsync("viewer")}"))}";
        var before = Reviews();
        for (var visit = 0; visit < 10; visit++)
        {
            using var answer = await GetAsync(leader, "/", header);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
        Assert.That(Reviews() - before, Is.EqualTo(3), "one of the token, one for each kind");
    }

    /// <summary>What a person does: enter the token, copy the command, run it with kubectl.</summary>
    [Test]
    public async Task The_commands_that_are_shown_do_what_they_say()
    {
        await cluster.ApplyAsync("weekly", """{ "mode": "Approve", "collect": { "layers": {} } }""");
        var order = await cluster.AwaitOrderAsync("node-1", "weekly");
        var item = SampleReports.Item(
            CollectedClass.Layers,
            "overlay2/abc",
            gibibytes: 1,
            ItemOutcome.Planned,
            "Nothing references it."
        );
        var now = DateTimeOffset.UtcNow;
        await cluster.ReportAsync(
            "node-1",
            SampleReports.Create(1, now) with
            {
                Orders = [SampleReports.Report(order, OrderPhase.Planned, [item], now)],
            }
        );
        await cluster.AwaitRunAsync("weekly", run => run.PlanDigest is not null);

        var browser = await Scenes.GetBrowserAsync();
        await using var tab = await browser.OpenAsync(standby.Address, token: await MintAsync("viewer"));
        var spec = await FollowAsync(tab, "Approve the plans of all nodes");
        Assert.That(
            spec.ApprovedPlan,
            Is.EqualTo((await cluster.GetCleanupAsync("weekly")).Status!.LastRun!.PlanDigest)
        );
        Assert.That((await FollowAsync(tab, "Withdraw the approval")).ApprovedPlan, Is.Null);
        Assert.That((await FollowAsync(tab, "Suspend")).Suspend, Is.True);
        Assert.That((await FollowAsync(tab, "Resume")).Suspend, Is.False);
        Assert.That((await FollowAsync(tab, "Set the mode to Enforce")).Mode, Is.EqualTo(CleanupMode.Enforce));
        Assert.That((await FollowAsync(tab, "Set the mode to Report")).Mode, Is.EqualTo(CleanupMode.Report));
        Assert.That((await FollowAsync(tab, "Set the mode to Approve")).Mode, Is.EqualTo(CleanupMode.Approve));
        await FollowAsync(tab, "Show conditions and events");
    }

    private async Task<NodeStorageCleanupSpec> FollowAsync(Tab tab, string title)
    {
        var button = tab.Page.GetByRole(AriaRole.Button, new() { Name = $"Copy: {title}", Exact = true });
        // The standby learns of a change by its watch, a moment after it is stored.
        for (var attempt = 0; attempt < 100; attempt++)
        {
            await tab.GoToAsync("/cleanups/weekly");
            if (await button.CountAsync() > 0)
                break;
        }
        await button.ClickAsync();
        Run(await tab.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        return (await cluster.GetCleanupAsync("weekly")).Spec;
    }

    private void Run(string command)
    {
        var home = Directory.CreateTempSubdirectory("nodegc-home-");
        try
        {
            var result = new ExternalCommand("bash", ["-c", command])
            {
                Environment = new Dictionary<string, string>
                {
                    ["KUBECONFIG"] = cluster.Cluster.AdminKubeconfigPath,
                    ["HOME"] = home.FullName,
                },
            }.Run();
            Assert.That(result.Succeeded, result.ToString());
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private Task<string> MintAsync(string account) =>
        cluster.Cluster.MintTokenAsync(ChartRights.Namespace, account, default);

    private static async Task<HttpResponseMessage> GetAsync(OperatorProcess replica, string path, string? header)
    {
        using var http = new HttpClient { BaseAddress = replica.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header is not null)
            request.Headers.TryAddWithoutValidation("Authorization", header);
        return await http.SendAsync(request);
    }
}
