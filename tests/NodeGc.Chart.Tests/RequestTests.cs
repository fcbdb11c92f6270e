using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.Charts;

namespace NodeGc.Chart.Tests;

/// <summary>Requests with the permissions of the rendered service accounts: each half of a NodeStorage has one
/// writer.</summary>
[CancelAfter(120_000)]
public sealed class RequestTests
{
    private const string Group = "/apis/nodegc.io/v1alpha1";

    private Installation installation = null!;
    private HttpClient agent = null!;
    private HttpClient @operator = null!;

    [SetUp]
    public async Task InstallAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        installation = await Installation.CreateAsync(
            ChartRelease.ForCluster with
            {
                IncludeDefinitions = true,
            },
            deadline.Token
        );
        agent = await ClientAsync("nodegc-agent", deadline.Token);
        @operator = await ClientAsync("nodegc-operator", deadline.Token);
        using var created = await @operator.PostAsJsonAsync(
            $"{Group}/nodestorages",
            NewObject("NodeStorage", "node-1"),
            deadline.Token
        );
        created.EnsureSuccessStatusCode();
        await installation.Cluster.Objects.CreateAsync(
            $"{Group}/nodestoragecleanups",
            NewCleanup("report"),
            deadline.Token
        );
    }

    [TearDown]
    public async Task RemoveAsync()
    {
        agent.Dispose();
        @operator.Dispose();
        await installation.DisposeAsync();
    }

    [Test]
    public async Task The_operator_orders_and_the_agent_reports(CancellationToken cancellationToken)
    {
        Assert.That(
            await MergeAsync(@operator, "nodestorages/node-1", Order(), cancellationToken),
            Is.EqualTo(HttpStatusCode.OK)
        );
        Assert.That(
            await MergeAsync(agent, "nodestorages/node-1/status", Heartbeat(), cancellationToken),
            Is.EqualTo(HttpStatusCode.OK)
        );

        var node = await installation.Cluster.Objects.GetAsync($"{Group}/nodestorages/node-1", cancellationToken);
        Assert.That(
            node["spec"]!["orders"]![0]!["limits"]!["maxBytes"]!.GetValue<string>(),
            Is.EqualTo("200Gi"),
            "an order is complete in itself"
        );
        Assert.That(node["status"]!["agent"]!["instance"]!.GetValue<string>(), Is.EqualTo("i-1"));
    }

    [Test]
    public async Task The_agent_can_neither_order_nor_delete(CancellationToken cancellationToken)
    {
        Assert.That(
            await MergeAsync(agent, "nodestorages/node-1", Order(), cancellationToken),
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            await DeleteAsync(agent, $"{Group}/nodestorages/node-1", cancellationToken),
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            await MergeAsync(agent, "nodestoragecleanups/report", Mode(), cancellationToken),
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            await DeleteAsync(agent, "/api/v1/nodes/node-1", cancellationToken),
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
    }

    [TestCase("POST", "application/json")]
    [TestCase("PUT", "application/json")]
    [TestCase("PATCH", "application/merge-patch+json")]
    [TestCase("PATCH", "application/json-patch+json")]
    [TestCase("PATCH", "application/strategic-merge-patch+json")]
    [TestCase("PATCH", "application/apply-patch+yaml")]
    public async Task An_agent_can_order_nothing_of_its_own_node_nor_of_another_one(
        string method,
        string contentType,
        CancellationToken cancellationToken
    )
    {
        foreach (var node in (string[])["node-1", "node-2"])
        {
            var stolen = NewObject("NodeStorage", node);
            stolen["spec"] = Order()["spec"]!.DeepClone();
            JsonNode body = contentType.StartsWith("application/json-patch", StringComparison.Ordinal)
                ? new JsonArray(
                    new JsonObject
                    {
                        ["op"] = "add",
                        ["path"] = "/spec",
                        ["value"] = stolen["spec"]!.DeepClone(),
                    }
                )
                : stolen;
            var path =
                method == "POST"
                    ? $"{Group}/nodestorages"
                    : $"{Group}/nodestorages/{node}?fieldManager=nodegc-operator&force=true";
            Assert.That(
                await SendAsync(agent, method, path, body, contentType, cancellationToken),
                Is.EqualTo(HttpStatusCode.Forbidden),
                node
            );
        }
    }

    [TestCase("application/merge-patch+json", "fieldManager=nodegc-operator")]
    [TestCase("application/apply-patch+yaml", "fieldManager=nodegc-operator&force=true")]
    public async Task An_agent_that_reports_for_another_node_changes_no_order_of_it(
        string contentType,
        string options,
        CancellationToken cancellationToken
    )
    {
        var both = NewObject("NodeStorage", "node-1");
        both["spec"] = Order()["spec"]!.DeepClone();
        both["status"] = Heartbeat()["status"]!.DeepClone();
        var path = $"{Group}/nodestorages/node-1/status?{options}";

        Assert.That(
            await SendAsync(agent, "PATCH", path, both, contentType, cancellationToken),
            Is.EqualTo(HttpStatusCode.OK)
        );
        Assert.That(
            (await installation.Cluster.Objects.GetAsync($"{Group}/nodestorages/node-1", cancellationToken))["spec"],
            Is.Null
        );
    }

    [Test]
    public async Task The_operator_cannot_report_for_an_agent_nor_change_what_people_wrote(
        CancellationToken cancellationToken
    )
    {
        Assert.That(
            await MergeAsync(@operator, "nodestorages/node-1/status", Heartbeat(), cancellationToken),
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            await MergeAsync(@operator, "nodestoragecleanups/report", Mode(), cancellationToken),
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            await DeleteAsync(@operator, $"{Group}/nodestoragecleanups/report", cancellationToken),
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        var secrets = $"/api/v1/namespaces/{installation.Namespace}/secrets";
        Assert.That(
            await StatusAsync(@operator.GetAsync(secrets, cancellationToken)),
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
    }

    [Test]
    public async Task What_the_operator_writes_beside_the_spec_is_not_kept(CancellationToken cancellationToken)
    {
        var both = Order();
        both["status"] = Heartbeat()["status"]!.DeepClone();

        Assert.That(
            await MergeAsync(@operator, "nodestorages/node-1", both, cancellationToken),
            Is.EqualTo(HttpStatusCode.OK)
        );
        Assert.That(
            (await installation.Cluster.Objects.GetAsync($"{Group}/nodestorages/node-1", cancellationToken))["status"],
            Is.Null
        );
    }

    [Test]
    public async Task The_lease_of_the_operator_is_the_only_one_it_may_renew(CancellationToken cancellationToken)
    {
        var leases = $"/apis/coordination.k8s.io/v1/namespaces/{installation.Namespace}/leases";
        foreach (var name in (string[])["nodegc-operator", "another"])
        {
            var lease = NewObject("Lease", name);
            lease["apiVersion"] = "coordination.k8s.io/v1";
            Assert.That(
                await StatusAsync(@operator.PostAsJsonAsync(leases, lease, cancellationToken)),
                Is.EqualTo(HttpStatusCode.Created)
            );
        }

        Assert.That(
            await StatusAsync(@operator.GetAsync($"{leases}/nodegc-operator", cancellationToken)),
            Is.EqualTo(HttpStatusCode.OK)
        );
        Assert.That(
            await StatusAsync(@operator.GetAsync($"{leases}/another", cancellationToken)),
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
    }

    private async Task<HttpClient> ClientAsync(string serviceAccount, CancellationToken cancellationToken) =>
        installation.Cluster.MakeHttpClient(
            await installation.Cluster.MintTokenAsync(installation.Namespace, serviceAccount, cancellationToken)
        );

    private static Task<HttpStatusCode> SendAsync(
        HttpClient client,
        string method,
        string path,
        JsonNode body,
        string contentType,
        CancellationToken cancellationToken
    )
    {
        var content = JsonContent.Create(body, new MediaTypeHeaderValue(contentType));
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        return StatusAsync(client.SendAsync(request, cancellationToken));
    }

    private static async Task<HttpStatusCode> MergeAsync(
        HttpClient client,
        string path,
        JsonObject patch,
        CancellationToken cancellationToken
    )
    {
        using var content = JsonContent.Create(patch, new MediaTypeHeaderValue("application/merge-patch+json"));
        return await StatusAsync(client.PatchAsync($"{Group}/{path}", content, cancellationToken));
    }

    private static Task<HttpStatusCode> DeleteAsync(
        HttpClient client,
        string path,
        CancellationToken cancellationToken
    ) => StatusAsync(client.DeleteAsync(path, cancellationToken));

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        return response.StatusCode;
    }

    private static JsonObject NewObject(string kind, string name) =>
        new()
        {
            ["apiVersion"] = "nodegc.io/v1alpha1",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name },
        };

    private static JsonObject NewCleanup(string name)
    {
        var cleanup = NewObject("NodeStorageCleanup", name);
        cleanup["spec"] = JsonNode.Parse("""{"collect":{"layers":{}}}""");
        return cleanup;
    }

    private static JsonObject Order() =>
        JsonNode
            .Parse(
                """
                {"spec":{"orders":[
                  {"cleanup":"report","uid":"u","runID":"r","generation":1,"mode":"Report","collect":{"layers":{}}}]}}
                """
            )!
            .AsObject();

    private static JsonObject Heartbeat() =>
        JsonNode
            .Parse(
                """{"status":{"heartbeatTime":"2026-03-01T12:00:00Z","agent":{"version":"0.1.0","instance":"i-1"}}}"""
            )!
            .AsObject();

    private static JsonObject Mode() => JsonNode.Parse("""{"spec":{"mode":"Enforce"}}""")!.AsObject();
}
