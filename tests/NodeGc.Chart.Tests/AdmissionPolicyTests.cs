using System.Net;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Requirements;
using NodeGc.Testing.Charts;
using static NodeGc.Chart.Tests.PolicedInstallation;

namespace NodeGc.Chart.Tests;

/// <summary>What the chart's admission policies refuse, and whom.</summary>
[CancelAfter(120_000)]
[NeedsKubernetes("1.30", "ValidatingAdmissionPolicy")]
public sealed class AdmissionPolicyTests
{
    private const string AllOfStorages =
        "[{ apiGroups: [nodegc.io], resources: [nodestorages, nodestorages/status], "
        + "verbs: [get, list, watch, create, update, patch, delete] }]";

    private PolicedInstallation scene = null!;

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        scene = await CreateAsync(deadline.Token);
    }

    [OneTimeTearDown]
    public ValueTask RemoveAsync() => scene.DisposeAsync();

    [Test]
    public async Task An_agent_reports_for_its_own_node(CancellationToken cancellationToken)
    {
        var agent = await scene.ClientOfPodAsync("node-1", cancellationToken);

        (await ReportAsync(agent, "node-1")).Must(HttpStatusCode.OK);
    }

    [TestCase("application/merge-patch+json")]
    [TestCase("application/apply-patch+yaml")]
    [TestCase("application/json-patch+json")]
    public async Task An_agent_cannot_report_for_another_node(string mediaType)
    {
        var agent = await scene.ClientOfPodAsync("node-1", default);
        var force = mediaType.Contains("apply", StringComparison.Ordinal) ? "&force=true" : "";
        var path = $"{Storages}/node-2/status?fieldManager=nodegc-agent{force}";
        var whole = Storage("node-2");
        whole["status"] = JsonNode.Parse("""{"agent":{"version":"1","instance":"i"}}""");
        var body = mediaType.Contains("json-patch", StringComparison.Ordinal)
            ? JsonNode.Parse("""[{"op":"add","path":"/status","value":{"agent":{"version":"1","instance":"i"}}}]""")
            : whole;

        var reply = await SendAsync(agent, HttpMethod.Patch, path, body, mediaType);

        Assert.That(reply.Code, Is.EqualTo(HttpStatusCode.Forbidden), reply.Message);
        Assert.That(
            reply.Message,
            Does.Contain("an agent may only write the NodeStorage of its own node, node-1")
                .And.Contain("ValidatingAdmissionPolicy 'nodegc-agent'")
        );
    }

    [Test]
    public async Task An_agent_renews_no_lease_but_that_of_its_own_node(CancellationToken cancellationToken)
    {
        await scene.AllowLeasesAsync(cancellationToken);
        var agent = await scene.ClientOfPodAsync("node-1", cancellationToken);

        var own = await scene.RenewAsync(agent, "of-node-1");
        var other = await scene.RenewAsync(agent, "of-node-2");
        var leader = await scene.RenewAsync(agent, "nodegc-operator");

        own.Must(HttpStatusCode.OK);
        Assert.That((other.Code, leader.Code), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)));
        Assert.That(leader.Message, Does.Contain("an agent may only renew the lease of its own node, node-1"));
    }

    [Test]
    public async Task A_token_of_the_agents_that_names_no_node_writes_nothing(CancellationToken cancellationToken)
    {
        var unbound = await scene.ClientAsync("nodegc-agent", cancellationToken);

        var reply = await ReportAsync(unbound, "node-1");

        Assert.That(reply.Code, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(reply.Message, Does.Contain("the token of the agent names no node"));
    }

    [Test]
    public async Task A_token_ends_with_its_pod(CancellationToken cancellationToken)
    {
        var agent = await scene.ClientOfPodAsync("node-2", cancellationToken);
        (await ReportAsync(agent, "node-2")).Must(HttpStatusCode.OK);
        var pod = $"/api/v1/namespaces/{scene.Namespace}/pods/agent-node-2?gracePeriodSeconds=0";
        (await SendAsync(scene.Admin, HttpMethod.Delete, pod, null)).Must(HttpStatusCode.OK);

        await AwaitAsync(HttpStatusCode.Unauthorized, () => ReportAsync(agent, "node-2"));
    }

    [Test]
    public async Task The_operator_writes_orders(CancellationToken cancellationToken)
    {
        var @operator = await scene.ClientAsync("nodegc-operator", cancellationToken);

        (await OrderAsync(@operator, "node-1")).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_operator_of_another_release_writes_orders_too(CancellationToken cancellationToken)
    {
        var release = ChartRelease.ForCluster with { Name = "second", Sets = ["admissionPolicies.enabled=true"] };
        await scene.Cluster.Kubectl.ApplyAsync(ChartRenderer.Render(release), cancellationToken);
        await scene.Cluster.AwaitAccessAsync(
            scene.Namespace,
            "second-nodegc-operator",
            Storages,
            true,
            cancellationToken
        );

        var both = (string[])["nodegc-operator", "second-nodegc-operator"];
        foreach (var account in both)
            (await OrderAsync(await scene.ClientAsync(account, cancellationToken), "node-1")).Must(HttpStatusCode.OK);
    }

    [TestCase("PATCH", "application/merge-patch+json")]
    [TestCase("PATCH", "application/apply-patch+yaml")]
    [TestCase("PATCH", "application/json-patch+json")]
    [TestCase("PUT", "application/json")]
    public async Task Who_may_write_NodeStorages_writes_no_order(string method, string mediaType)
    {
        var author = await scene.ClientWithAsync("author", AllOfStorages, default);
        var path = $"{Storages}/node-2";
        var whole = (await SendAsync(scene.Admin, HttpMethod.Get, path, null)).Body;
        whole["spec"] = Order();
        whole["metadata"]!.AsObject().Remove("managedFields");
        var body = mediaType.Contains("json-patch", StringComparison.Ordinal)
            ? new JsonArray(
                new JsonObject
                {
                    ["op"] = "add",
                    ["path"] = "/spec",
                    ["value"] = Order(),
                }
            )
            : (JsonNode)whole;

        var reply = await SendAsync(
            author,
            new HttpMethod(method),
            $"{path}?fieldManager=nodegc-operator",
            body,
            mediaType
        );

        Assert.That(reply.Code, Is.EqualTo(HttpStatusCode.Forbidden), reply.Message);
        Assert.That(reply.Message, Does.Contain("only the operator of NodeGc writes spec.orders"));
    }

    [Test]
    public async Task Who_may_patch_NodeStorages_writes_no_restore(CancellationToken cancellationToken)
    {
        const string Restore = """
            {"spec":{"restores":[
              {"name":"undo","uid":"u","runID":"r","expirationTime":"2026-03-01T12:00:00Z"}]}}
            """;
        var author = await scene.ClientWithAsync("restorer", AllOfStorages, cancellationToken);
        var @operator = await scene.ClientAsync("nodegc-operator", cancellationToken);

        var reply = await MergeAsync(author, $"{Storages}/node-2", Restore);

        Assert.That(reply.Code, Is.EqualTo(HttpStatusCode.Forbidden), reply.Message);
        Assert.That(reply.Message, Does.Contain("only the operator of NodeGc writes spec.restores"));
        (await MergeAsync(@operator, $"{Storages}/node-2", Restore)).Must(HttpStatusCode.OK);
        reply = await MergeAsync(author, $"{Storages}/node-2", """{"spec":{"restores":null}}""");
        Assert.That(reply.Code, Is.EqualTo(HttpStatusCode.Forbidden), "nor takes one back");
    }

    [Test]
    public async Task Nobody_but_an_operator_creates_a_NodeStorage(CancellationToken cancellationToken)
    {
        var author = await scene.ClientWithAsync("creator", AllOfStorages, cancellationToken);

        foreach (var client in (HttpClient[])[author, scene.Admin])
        {
            var reply = await SendAsync(client, HttpMethod.Post, Storages, Storage("node-3"));
            Assert.That(reply.Code, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(reply.Message, Does.Contain("only the operator of NodeGc creates NodeStorages"));
        }
    }

    [Test]
    public async Task Who_may_patch_NodeStorages_writes_requests_and_labels(CancellationToken cancellationToken)
    {
        var author = await scene.ClientWithAsync("asker", AllOfStorages, cancellationToken);
        const string Request = """
            {"metadata":{"labels":{"a":"b"}},"spec":{"requests":[
              {"id":"a","expirationTime":"2026-03-01T12:00:00Z","explain":{"subject":"a"}}]}}
            """;

        (await MergeAsync(author, $"{Storages}/node-1", Request)).Must(HttpStatusCode.OK);
        (await MergeAsync(author, $"{Storages}/node-1", """{"spec":{"requests":null}}""")).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_cluster_administrator_writes_an_order_only_without_the_binding(
        CancellationToken cancellationToken
    )
    {
        await using var other = await CreateAsync(cancellationToken);
        Assert.That((await OrderAsync(other.Admin, "node-1")).Code, Is.EqualTo(HttpStatusCode.Forbidden));

        await other.Cluster.Kubectl.MustAsync(
            ["delete", "validatingadmissionpolicybinding", "nodegc-operator-orders"],
            cancellationToken
        );

        await AwaitAsync(HttpStatusCode.OK, () => OrderAsync(other.Admin, "node-1"));
    }

    private static JsonNode Order() =>
        JsonNode.Parse(
            """
            {"orders":[{"cleanup":"c","uid":"u","runID":"r","generation":1,"mode":"Enforce","collect":{"layers":{}}}]}
            """
        )!;
}
