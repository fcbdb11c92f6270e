using System.Net;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Requirements;
using NodeGc.Testing.Programs;

namespace NodeGc.Chart.Tests;

/// <summary>Uninstalling in any order ends, with objects of both kinds in the cluster, and leaves nothing but what the
/// documentation says how to delete.</summary>
[CancelAfter(180_000)]
[NeedsControllers]
public sealed class UninstallTests
{
    private const HelmVersion Version = HelmVersion.Helm4;
    private const string Release = "helm uninstall";
    private const string Definitions =
        "delete crd nodestoragecleanups.nodegc.io nodestoragerestores.nodegc.io nodestorages.nodegc.io";
    private const string Namespace = "delete namespace nodegc-system";

    // What belongs to a release that was not uninstalled, because its namespace went first.
    private static readonly string[] LeftByTheNamespace =
    [
        "delete clusterroles,clusterrolebindings -l app.kubernetes.io/part-of=nodegc",
        "delete roles,rolebindings -n default -l app.kubernetes.io/part-of=nodegc",
        "delete validatingadmissionpolicies,validatingadmissionpolicybindings -l app.kubernetes.io/part-of=nodegc",
    ];

    [TestCase(Release, Definitions, Namespace)]
    [TestCase(Release, Namespace, Definitions)]
    [TestCase(Definitions, Release, Namespace)]
    [TestCase(Definitions, Namespace)]
    [TestCase(Namespace, Definitions)]
    public async Task Ends_and_leaves_nothing(params string[] steps)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var release = await HelmRelease.InstallAsync(Version, deadline.Token);
        await FillAsync(release, deadline.Token);

        foreach (var step in steps)
            if (step == Release)
                Assert.That(release.Run(Version, "uninstall", "--timeout", "30s").Succeeded);
            else
                await release.Cluster.Kubectl.MustAsync([.. step.Split(' '), "--timeout=30s"], deadline.Token);
        if (!steps.Contains(Release))
            foreach (var step in LeftByTheNamespace)
                await release.Cluster.Kubectl.MustAsync(step.Split(' '), deadline.Token);

        Assert.That(await LeftAsync(release, deadline.Token), Is.Empty);
    }

    /// <summary>A node, its object, a cleanup, and a restore.</summary>
    private static async Task FillAsync(HelmRelease release, CancellationToken cancellationToken)
    {
        await release.Cluster.Objects.ApplyAsync(
            """
            apiVersion: v1
            kind: Node
            metadata: { name: node-1 }
            ---
            apiVersion: nodegc.io/v1alpha1
            kind: NodeStorageCleanup
            metadata: { name: report }
            spec: { collect: { layers: {} } }
            ---
            apiVersion: nodegc.io/v1alpha1
            kind: NodeStorageRestore
            metadata: { name: undo }
            spec: { runID: report-1-abc }
            """,
            cancellationToken
        );
        using var @operator = release.Cluster.MakeHttpClient(
            await release.Cluster.MintTokenAsync("nodegc-system", "nodegc-operator", cancellationToken)
        );
        var node = await release.Cluster.Objects.GetAsync("/api/v1/nodes/node-1", cancellationToken);
        var storage = PolicedInstallation.Storage("node-1");
        storage["metadata"]!["ownerReferences"] = new JsonArray(
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Node",
                ["name"] = "node-1",
                ["uid"] = node["metadata"]!["uid"]!.DeepClone(),
            }
        );
        (await PolicedInstallation.SendAsync(@operator, HttpMethod.Post, PolicedInstallation.Storages, storage)).Must(
            HttpStatusCode.Created
        );
    }

    private static async Task<string[]> LeftAsync(HelmRelease release, CancellationToken cancellationToken)
    {
        var kinds = await release.Cluster.Kubectl.MustAsync(
            ["api-resources", "--verbs=list", "-o", "name"],
            cancellationToken
        );
        var all = await release.Cluster.Kubectl.MustAsync(
            ["get", string.Join(',', kinds.Split('\n', StringSplitOptions.RemoveEmptyEntries)), "-A", "-o", "name"],
            cancellationToken
        );
        return [.. all.Split('\n').Where(name => name.Contains("nodegc", StringComparison.Ordinal))];
    }
}
