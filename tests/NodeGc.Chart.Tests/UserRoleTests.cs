using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Requirements;
using NodeGc.Testing.Charts;

namespace NodeGc.Chart.Tests;

/// <summary>What users may do by the cluster roles of the chart, and by those of Kubernetes that they are aggregated
/// to.</summary>
[CancelAfter(120_000)]
[NeedsControllers]
public sealed class UserRoleTests
{
    private const string Aggregated = "view";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private Installation installation = null!;

    [OneTimeSetUp]
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
        foreach (var role in (string[])["view", "edit", "admin", "nodegc-view", "nodegc-cleanup-admin"])
            await BindAsync(role, deadline.Token);
        await AwaitAsync("edit", "list nodestorages.nodegc.io", "yes", deadline.Token);
    }

    [OneTimeTearDown]
    public ValueTask RemoveAsync() => installation.DisposeAsync();

    [TestCase("view")]
    [TestCase("edit")]
    [TestCase("admin")]
    [TestCase("nodegc-view")]
    public async Task Sees_all_kinds_and_changes_none(string role)
    {
        foreach (
            var kind in (string[])
                ["nodestorages.nodegc.io", "nodestoragecleanups.nodegc.io", "nodestoragerestores.nodegc.io"]
        )
        {
            foreach (var verb in (string[])["get", "list", "watch"])
                Assert.That(await AnswerAsync(role, $"{verb} {kind}"), Is.EqualTo("yes"), $"{verb} {kind}");
            foreach (var verb in (string[])["create", "update", "patch", "delete", "deletecollection", "order"])
                Assert.That(await AnswerAsync(role, $"{verb} {kind}"), Is.EqualTo("no"), $"{verb} {kind}");
            Assert.That(await AnswerAsync(role, $"patch {kind} --subresource=status"), Is.EqualTo("no"));
        }
    }

    [TestCase("create nodestoragecleanups.nodegc.io", "yes")]
    [TestCase("delete nodestoragecleanups.nodegc.io", "yes")]
    [TestCase("create nodestoragerestores.nodegc.io", "yes")]
    [TestCase("delete nodestoragerestores.nodegc.io", "yes")]
    [TestCase("update nodestoragerestores.nodegc.io --subresource=status", "no")]
    [TestCase("patch nodestorages.nodegc.io", "yes")]
    [TestCase("list nodestorages.nodegc.io", "yes")]
    [TestCase("create nodestorages.nodegc.io", "no")]
    [TestCase("delete nodestorages.nodegc.io", "no")]
    [TestCase("order nodestorages.nodegc.io", "no")]
    [TestCase("patch nodestorages.nodegc.io --subresource=status", "no")]
    [TestCase("patch nodestoragecleanups.nodegc.io --subresource=status", "no")]
    public async Task An_administrator_of_cleanups_may(string question, string answer) =>
        Assert.That(await AnswerAsync("nodegc-cleanup-admin", question), Is.EqualTo(answer));

    [Test]
    public void Is_aggregated_to_nothing_where_that_is_switched_off()
    {
        var without = ChartRenderer.Render(new ChartRelease { Sets = ["userRoles.aggregateToView=false"] });
        var none = ChartRenderer.Render(new ChartRelease { Sets = ["userRoles.create=false"] });

        Assert.That(without, Does.Contain($"name: nodegc-{Aggregated}").And.Not.Contain("aggregate-to-"));
        Assert.That(none, Does.Not.Contain($"name: nodegc-{Aggregated}").And.Not.Contain("cleanup-admin"));
    }

    private Task BindAsync(string role, CancellationToken cancellationToken) =>
        installation.Cluster.Objects.ApplyAsync(
            $$"""
            apiVersion: v1
            kind: ServiceAccount
            metadata: { name: has-{{role}}, namespace: {{installation.Namespace}} }
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: has-{{role}} }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{role}} }
            subjects: [{ kind: ServiceAccount, name: has-{{role}}, namespace: {{installation.Namespace}} }]
            """,
            cancellationToken
        );

    private async Task AwaitAsync(string role, string question, string answer, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        while (await AnswerAsync(role, question) != answer)
            await Task.Delay(100, deadline.Token);
    }

    private async Task<string> AnswerAsync(string role, string question)
    {
        var words = question.Split(' ');
        var kind = words[1].Split('.', 2);
        var review = new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SubjectAccessReview",
            ["spec"] = new JsonObject
            {
                ["user"] = $"system:serviceaccount:{installation.Namespace}:has-{role}",
                ["resourceAttributes"] = new JsonObject
                {
                    ["verb"] = words[0],
                    ["resource"] = kind[0],
                    ["group"] = kind[1],
                    ["subresource"] = words is [_, _, var option] ? option.Split('=')[1] : "",
                },
            },
        };
        var answer = await installation.Cluster.Objects.CreateAsync(
            "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            review,
            default
        );
        return (bool)answer["status"]!["allowed"]! ? "yes" : "no";
    }
}
