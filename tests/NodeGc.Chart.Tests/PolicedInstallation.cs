using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Charts;

namespace NodeGc.Chart.Tests;

/// <summary>The chart with its admission policies, on a cluster with two nodes, each with the pod of an
/// agent.</summary>
internal sealed class PolicedInstallation(Installation installation) : IAsyncDisposable
{
    public const string Storages = "/apis/nodegc.io/v1alpha1/nodestorages";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<HttpClient> clients = [];

    public TestCluster Cluster => installation.Cluster;

    public HttpClient Admin => Cluster.Http;

    public string Namespace => installation.Namespace;

    /// <summary>Waits until the policies count: a real server asks them only some time after they are stored.</summary>
    public static async Task<PolicedInstallation> CreateAsync(CancellationToken cancellationToken)
    {
        var scene = new PolicedInstallation(
            await Installation.CreateAsync(
                ChartRelease.ForCluster with
                {
                    IncludeDefinitions = true,
                    Sets = ["admissionPolicies.enabled=true"],
                },
                cancellationToken
            )
        );
        foreach (var node in (string[])["node-1", "node-2"])
            await scene.AddNodeAsync(node, cancellationToken);
        var @operator = await scene.ClientAsync("nodegc-operator", cancellationToken);
        foreach (var node in (string[])["node-1", "node-2"])
            (await SendAsync(@operator, HttpMethod.Post, Storages, Storage(node))).Must(HttpStatusCode.Created);
        await AwaitAsync(HttpStatusCode.Forbidden, () => OrderAsync(scene.Admin, "node-1"));
        var other = await scene.ClientOfPodAsync("node-2", cancellationToken);
        await AwaitAsync(HttpStatusCode.Forbidden, () => ReportAsync(other, "node-1"));
        return scene;
    }

    /// <summary>A client of one of the chart's accounts, or of another one, with a token for no pod.</summary>
    public async Task<HttpClient> ClientAsync(string account, CancellationToken cancellationToken) =>
        Remember(Cluster.MakeHttpClient(await Cluster.MintTokenAsync(Namespace, account, cancellationToken)));

    /// <summary>A client with the token that the agent's pod of a node has.</summary>
    public async Task<HttpClient> ClientOfPodAsync(string node, CancellationToken cancellationToken) =>
        Remember(
            Cluster.MakeHttpClient(
                await Cluster.MintTokenAsync(Namespace, "nodegc-agent", $"agent-{node}", cancellationToken)
            )
        );

    /// <summary>A service account with these rules in the whole cluster.</summary>
    public async Task<HttpClient> ClientWithAsync(string name, string rules, CancellationToken cancellationToken)
    {
        await Cluster.Objects.ApplyAsync(
            $$"""
            apiVersion: v1
            kind: ServiceAccount
            metadata: { name: {{name}}, namespace: {{Namespace}} }
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: {{name}} }
            rules: {{rules}}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: {{name}} }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{name}} }
            subjects: [{ kind: ServiceAccount, name: {{name}}, namespace: {{Namespace}} }]
            """,
            cancellationToken
        );
        await Cluster.AwaitAccessAsync(Namespace, name, Storages, allowed: true, cancellationToken);
        return await ClientAsync(name, cancellationToken);
    }

    public static Task<Reply> OrderAsync(HttpClient client, string node) =>
        MergeAsync(
            client,
            $"{Storages}/{node}",
            """
            {"spec":{"orders":[{"cleanup":"report","uid":"u","runID":"r","generation":1,"mode":"Report",
              "collect":{"layers":{}}}]}}
            """
        );

    public static Task<Reply> ReportAsync(HttpClient client, string node) =>
        MergeAsync(client, $"{Storages}/{node}/status", """{"status":{"agent":{"version":"1","instance":"i"}}}""");

    /// <summary>A lease for each node, owned by its NodeStorage, and that of the leading operator, which the agents may
    /// patch as far as RBAC goes.</summary>
    public async Task AllowLeasesAsync(CancellationToken cancellationToken)
    {
        await Cluster.Objects.ApplyAsync(
            $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: { name: renews, namespace: {{Namespace}} }
            rules: [{ apiGroups: [coordination.k8s.io], resources: [leases], verbs: [list, patch] }]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: { name: renews, namespace: {{Namespace}} }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: renews }
            subjects: [{ kind: ServiceAccount, name: nodegc-agent, namespace: {{Namespace}} }]
            ---
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: { name: nodegc-operator, namespace: {{Namespace}} }
            """,
            cancellationToken
        );
        foreach (var node in (string[])["node-1", "node-2"])
        {
            var storage = await Cluster.Objects.GetAsync($"{Storages}/{node}", cancellationToken);
            await Cluster.Objects.ApplyAsync(
                $$"""
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata:
                  name: of-{{node}}
                  namespace: {{Namespace}}
                  ownerReferences:
                  - { apiVersion: nodegc.io/v1alpha1, kind: NodeStorage, name: {{node}}, uid: {{storage["metadata"]![
                    "uid"
                ]}} }
                """,
                cancellationToken
            );
        }
        await Cluster.AwaitAccessAsync(Namespace, "nodegc-agent", Leases, allowed: true, cancellationToken);
    }

    public Task<Reply> RenewAsync(HttpClient client, string lease) =>
        MergeAsync(client, $"{Leases}/{lease}", """{"spec":{"holderIdentity":"node-1"}}""");

    private string Leases => $"/apis/coordination.k8s.io/v1/namespaces/{Namespace}/leases";

    public static Task<Reply> MergeAsync(HttpClient client, string path, string patch) =>
        SendAsync(client, HttpMethod.Patch, path, JsonNode.Parse(patch)!, "application/merge-patch+json");

    public static async Task<Reply> SendAsync(
        HttpClient client,
        HttpMethod method,
        string path,
        JsonNode? body,
        string mediaType = "application/json"
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(
                body.ToJsonString(),
                Encoding.UTF8,
                new MediaTypeHeaderValue(mediaType)
            );
        using var response = await client.SendAsync(request);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync()) as JsonObject ?? [];
        return new Reply(response.StatusCode, answer);
    }

    public static JsonObject Storage(string node) =>
        new()
        {
            ["apiVersion"] = "nodegc.io/v1alpha1",
            ["kind"] = "NodeStorage",
            ["metadata"] = new JsonObject { ["name"] = node },
        };

    public static async Task AwaitAsync(HttpStatusCode code, Func<Task<Reply>> send)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while ((await send()).Code != code)
            await Task.Delay(50, deadline.Token);
    }

    public ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        return installation.DisposeAsync();
    }

    private Task AddNodeAsync(string node, CancellationToken cancellationToken) =>
        Cluster.Objects.ApplyAsync(
            $$"""
            apiVersion: v1
            kind: Node
            metadata: { name: {{node}} }
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: agent-{{node}}, namespace: {{Namespace}} }
            spec:
              nodeName: {{node}}
              serviceAccountName: nodegc-agent
              containers: [{ name: agent, image: agent }]
            """,
            cancellationToken
        );

    private HttpClient Remember(HttpClient client)
    {
        clients.Add(client);
        return client;
    }

    /// <summary>What the server answered.</summary>
    internal sealed record Reply(HttpStatusCode Code, JsonObject Body)
    {
        public string Message => (string?)Body["message"] ?? "";

        public Reply Must(HttpStatusCode code) =>
            Code == code ? this : throw new InvalidOperationException($"{Code}: {Message}");
    }
}
