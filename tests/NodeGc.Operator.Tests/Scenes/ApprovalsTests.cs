using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>What a person sees who approves plans, with kubectl and by a commit.</summary>
[Category("Slow")]
public sealed class ApprovalsTests
{
    private const string Asking =
        "apiVersion: nodegc.io/v1alpha1\nkind: NodeStorageCleanup\nmetadata: { name: ask }\n"
        + "spec:\n  mode: Approve\n  collect: { layers: {} }\n";

    private Scene scene = null!;

    [SetUp]
    public async Task Start()
    {
        scene = await Scene.StartAsync();
        foreach (var name in new[] { "n1", "n2" })
            (await scene.AddNodeAsync(name)).Approves = true;
        scene.StartOperator();
        await ApplyAsync(Asking);
    }

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task A_plan_that_kubectl_approves_continues_in_the_same_run()
    {
        var digest = await AwaitDigestAsync();
        Assert.That(scene.Agents.SelectMany(agent => agent.Swept), Is.Empty);
        await scene.Cluster.Kubectl.MustAsync(
            ["patch", "nsc", "ask", "--type", "merge", "-p", $$$"""{"spec":{"approvedPlan":"{{{digest}}}"}}"""],
            default
        );
        await scene.UntilAsync("ask", CleanupConditions.Ready);

        Assert.That(
            scene.Agents.Select(agent => agent.Swept),
            Has.All.EqualTo(scene.Agents.First().CarriedOut).And.All.Count.EqualTo(1)
        );
        Assert.That((await scene.GetStatusAsync("ask")).History, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_plan_that_a_commit_approves_continues_in_the_same_run()
    {
        var digest = await AwaitDigestAsync();
        await ApplyAsync($"{Asking}  approvedPlan: {digest}\n");
        await scene.UntilAsync("ask", CleanupConditions.Ready);

        Assert.That(scene.Agents.Select(agent => agent.Swept), Has.All.Count.EqualTo(1));
    }

    [Test]
    public async Task Another_digest_does_nothing_and_says_what_to_approve()
    {
        var digest = await AwaitDigestAsync();
        await ApplyAsync($"{Asking}  approvedPlan: sha256:{new string('0', 64)}\n");
        await scene.UntilAsync("ask", CleanupConditions.Stalled);

        var stalled = (await scene.GetStatusAsync("ask")).Conditions.Find(CleanupConditions.Stalled)!;
        Assert.That((stalled.Reason, stalled.Message), Is.EqualTo((CleanupReasons.ApprovalMismatch, stalled.Message)));
        Assert.That(stalled.Message, Does.Contain(digest));
        Assert.That(scene.Agents.SelectMany(agent => agent.Swept), Is.Empty);
    }

    [Test]
    public async Task An_approval_is_void_after_any_other_change()
    {
        var digest = await AwaitDigestAsync();
        await ApplyAsync($"{Asking}  approvedPlan: {digest}\n  disposal: {{ quarantine: 0s }}\n");
        await scene.UntilAsync("ask", CleanupConditions.Stalled);

        Assert.That(scene.Agents.SelectMany(agent => agent.Swept), Is.Empty);
        Assert.That((await scene.GetStatusAsync("ask")).LastRun!.PlanDigest, Is.Not.EqualTo(digest));
    }

    private Task ApplyAsync(string yaml) => scene.Cluster.Kubectl.ApplyAsync(yaml, default);

    private async Task<string> AwaitDigestAsync()
    {
        await scene.UntilAsync("a digest to approve", async () =>
            (await scene.GetStatusAsync("ask")).LastRun?.PlanDigest is not null
        );
        var digest = await scene.Cluster.Kubectl.MustAsync(
            ["get", "nsc", "ask", "-o", "jsonpath={.status.lastRun.planDigest}"],
            default
        );
        return digest.Trim();
    }
}
