using Microsoft.Extensions.Time.Testing;
using NodeGc.Kubernetes.Client;
using NodeGc.Operator.Dashboard.Access;
using NodeGc.Testing.ApiServer;

namespace NodeGc.Dashboard.Tests.Access;

/// <summary>Verdicts about tokens, against an API server.</summary>
internal sealed class TokenAccessTests
{
    private const string Viewer = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: viewer, namespace: default }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: viewer }
        rules: [{ apiGroups: [nodegc.io], resources: [nodestorages, nodestoragecleanups], verbs: [list] }]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: viewer }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: viewer }
        subjects: [{ kind: ServiceAccount, name: viewer, namespace: default }]
        """;

    private const string Binding = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/viewer";

    [Test]
    public async Task A_right_that_was_taken_away_counts_for_another_minute_and_no_longer()
    {
        await using var scene = await Scene.StartAsync();
        await scene.Cluster.Objects.ApplyAsync(Viewer, default);
        var token = await scene.Cluster.MintTokenAsync("default", "viewer", default);
        Assert.That(await scene.DecideAsync(token), Is.EqualTo(Verdict.Allowed));
        await scene.Cluster.Objects.DeleteAsync(Binding, default);
        scene.Clock.Advance(TokenAccess.AllowedTime - TimeSpan.FromSeconds(1));
        Assert.That(await scene.DecideAsync(token), Is.EqualTo(Verdict.Allowed));
        scene.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await scene.DecideAsync(token), Is.EqualTo(Verdict.Forbidden));
        await scene.Cluster.Objects.ApplyAsync(Viewer, default);
        scene.Clock.Advance(TokenAccess.RefusedTime + TimeSpan.FromSeconds(1));
        Assert.That(await scene.DecideAsync(token), Is.EqualTo(Verdict.Allowed));
    }

    [Test]
    public async Task The_right_to_list_only_one_of_the_kinds_is_not_enough()
    {
        await using var scene = await Scene.StartAsync();
        var half = Viewer.Replace("nodestorages, nodestoragecleanups", "nodestorages", StringComparison.Ordinal);
        await scene.Cluster.Objects.ApplyAsync(half, default);
        var token = await scene.Cluster.MintTokenAsync("default", "viewer", default);
        Assert.That(await scene.DecideAsync(token), Is.EqualTo(Verdict.Forbidden));
    }

    [Test]
    public async Task No_token_and_a_forged_one_are_nobodys()
    {
        await using var scene = await Scene.StartAsync();
        Assert.That(await scene.DecideAsync(null), Is.EqualTo(Verdict.Unauthenticated));
        Assert.That(await scene.DecideAsync("forged"), Is.EqualTo(Verdict.Unauthenticated));
    }

    private sealed class Scene : IAsyncDisposable
    {
        private readonly KubernetesClient client;
        private readonly TokenAccess access;

        private Scene(TestCluster cluster)
        {
            Cluster = cluster;
            client = new KubernetesClient(Connect(cluster), "dashboard", TimeProvider.System);
            access = new TokenAccess(client, Clock);
        }

        public TestCluster Cluster { get; }

        public FakeTimeProvider Clock { get; } = new();

        public static async Task<Scene> StartAsync() => new(await TestCluster.StartAsync(default));

        public Task<Verdict> DecideAsync(string? token) => access.DecideAsync(token, default);

        public async ValueTask DisposeAsync()
        {
            access.Dispose();
            client.Dispose();
            await Cluster.DisposeAsync();
        }

        private static NodeGc.Kubernetes.Connection.KubernetesConnection Connect(TestCluster cluster) =>
            NodeGc.Kubernetes.Configuration.Kubeconfig.Connect([cluster.AdminKubeconfigPath]);
    }
}
