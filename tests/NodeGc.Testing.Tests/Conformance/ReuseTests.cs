using System.Net;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.ApiServer.RealControlPlane;

namespace NodeGc.Testing.Tests.Conformance;

/// <summary>Clusters of suites that do not start a control plane for each.</summary>
internal sealed class ReuseTests
{
    private const string Left = """
        apiVersion: v1
        kind: Namespace
        metadata: { name: left }
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: left, namespace: left }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: left, namespace: default, finalizers: [example.com/never] }
        ---
        apiVersion: v1
        kind: Node
        metadata: { name: left }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: left }
        rules: []
        """;

    private static readonly string[] Gone =
    [
        "/api/v1/namespaces/left",
        "/api/v1/namespaces/left/serviceaccounts/left",
        "/api/v1/namespaces/default/configmaps/left",
        "/api/v1/nodes/left",
        "/apis/rbac.authorization.k8s.io/v1/clusterroles/left",
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com",
        Widgets.Path,
    ];

    [Test, CancelAfter(300_000)]
    public async Task A_cluster_knows_nothing_of_the_one_before(CancellationToken cancellationToken)
    {
        await using var reused = ReusedControlPlanes.Begin();
        var name = Widgets.FreshName();
        await using (var before = await TestCluster.StartAsync(cancellationToken))
        {
            await before.Objects.ApplyAsync(Left, cancellationToken);
            await before.Objects.ApplyAsync(Widgets.Definition, cancellationToken);
            await before.Objects.CreateAsync(Widgets.Path, Widgets.Named(name), cancellationToken);
        }

        await using var after = await TestCluster.StartAsync(cancellationToken);

        foreach (var path in Gone)
        {
            using var answer = await after.Http.GetAsync(path, cancellationToken);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), path);
        }

        await after.Objects.ApplyAsync(Widgets.Definition, cancellationToken);
        await after.Objects.CreateAsync(Widgets.Path, Widgets.Named(name), cancellationToken);
        await after.Objects.GetAsync("/api/v1/namespaces/default", cancellationToken);
        await after.Objects.GetAsync("/api/v1/namespaces/kube-system", cancellationToken);
    }
}
