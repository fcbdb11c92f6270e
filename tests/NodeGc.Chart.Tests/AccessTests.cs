using NodeGc.Testing.ApiServer;
using NodeGc.Testing.Charts;

namespace NodeGc.Chart.Tests;

/// <summary>The permissions of the rendered service accounts, according to <c>kubectl auth can-i</c>.</summary>
[CancelAfter(120_000)]
public sealed class AccessTests
{
    private Installation installation = null!;
    private Kubectl agent = null!;
    private Kubectl @operator = null!;

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
        agent = await installation.KubectlOfAsync("nodegc-agent", deadline.Token);
        @operator = await installation.KubectlOfAsync("nodegc-operator", deadline.Token);
    }

    [OneTimeTearDown]
    public ValueTask RemoveAsync() => installation.DisposeAsync();

    [TestCase("get nodes/node-1")]
    [TestCase("get nodestorages.nodegc.io/node-1")]
    [TestCase("list nodestorages.nodegc.io")]
    [TestCase("watch nodestorages.nodegc.io")]
    [TestCase("patch nodestorages.nodegc.io --subresource=status")]
    [TestCase("patch leases.coordination.k8s.io -n nodegc-system")]
    [TestCase("create events -n default")]
    public Task The_agent_may(string question, CancellationToken cancellationToken) =>
        AssertAnswer(agent, question, "yes", cancellationToken);

    [TestCase("order nodestorages.nodegc.io")]
    [TestCase("list nodes")]
    [TestCase("patch nodes")]
    [TestCase("delete nodes")]
    [TestCase("create nodestorages.nodegc.io")]
    [TestCase("update nodestorages.nodegc.io")]
    [TestCase("patch nodestorages.nodegc.io")]
    [TestCase("delete nodestorages.nodegc.io")]
    [TestCase("get nodestoragecleanups.nodegc.io")]
    [TestCase("patch nodestoragecleanups.nodegc.io")]
    [TestCase("patch nodestoragecleanups.nodegc.io --subresource=status")]
    [TestCase("get secrets -n nodegc-system")]
    [TestCase("list pods -A")]
    [TestCase("create pods -n nodegc-system")]
    [TestCase("get leases.coordination.k8s.io -n nodegc-system")]
    [TestCase("create leases.coordination.k8s.io -n nodegc-system")]
    [TestCase("update leases.coordination.k8s.io -n nodegc-system")]
    [TestCase("delete leases.coordination.k8s.io -n nodegc-system")]
    [TestCase("patch leases.coordination.k8s.io -n kube-system")]
    [TestCase("update nodestorages.nodegc.io --subresource=status")]
    [TestCase("list nodestoragerestores.nodegc.io")]
    [TestCase("create nodestoragerestores.nodegc.io")]
    [TestCase("create events -n kube-system")]
    public Task The_agent_may_not(string question, CancellationToken cancellationToken) =>
        AssertAnswer(agent, question, "no", cancellationToken);

    [TestCase("list nodes")]
    [TestCase("watch nodes")]
    [TestCase("list nodestoragecleanups.nodegc.io")]
    [TestCase("watch nodestoragecleanups.nodegc.io")]
    [TestCase("update nodestoragecleanups.nodegc.io --subresource=status")]
    [TestCase("list nodestoragerestores.nodegc.io")]
    [TestCase("watch nodestoragerestores.nodegc.io")]
    [TestCase("update nodestoragerestores.nodegc.io --subresource=status")]
    [TestCase("list nodestorages.nodegc.io")]
    [TestCase("watch nodestorages.nodegc.io")]
    [TestCase("patch nodestorages.nodegc.io")]
    [TestCase("create nodestorages.nodegc.io")]
    [TestCase("order nodestorages.nodegc.io")]
    [TestCase("list pods -n nodegc-system")]
    [TestCase("watch pods -n nodegc-system")]
    [TestCase("create leases.coordination.k8s.io -n nodegc-system")]
    [TestCase("list leases.coordination.k8s.io -n nodegc-system")]
    [TestCase("watch leases.coordination.k8s.io -n nodegc-system")]
    [TestCase("update leases.coordination.k8s.io/nodegc-operator -n nodegc-system")]
    [TestCase("create events -n default")]
    [TestCase("list pods -A")]
    [TestCase("list deployments.apps -A")]
    [TestCase("list cronjobs.batch -A")]
    public Task The_operator_may(string question, CancellationToken cancellationToken) =>
        AssertAnswer(@operator, question, "yes", cancellationToken);

    [TestCase("patch nodes")]
    [TestCase("update nodestorages.nodegc.io")]
    [TestCase("patch nodestoragecleanups.nodegc.io --subresource=status")]
    [TestCase("delete nodes")]
    [TestCase("create nodestoragecleanups.nodegc.io")]
    [TestCase("patch nodestoragecleanups.nodegc.io")]
    [TestCase("delete nodestoragecleanups.nodegc.io")]
    [TestCase("create nodestoragerestores.nodegc.io")]
    [TestCase("patch nodestoragerestores.nodegc.io")]
    [TestCase("delete nodestoragerestores.nodegc.io")]
    [TestCase("delete nodestorages.nodegc.io")]
    [TestCase("patch nodestorages.nodegc.io --subresource=status")]
    [TestCase("get secrets -n nodegc-system")]
    [TestCase("list secrets -A")]
    [TestCase("watch pods -A")]
    [TestCase("get pods -A")]
    [TestCase("delete deployments.apps -A")]
    [TestCase("update leases.coordination.k8s.io/another -n nodegc-system")]
    [TestCase("patch leases.coordination.k8s.io -n nodegc-system")]
    [TestCase("delete leases.coordination.k8s.io -n nodegc-system")]
    [TestCase("create leases.coordination.k8s.io -n kube-system")]
    [TestCase("create events -n kube-system")]
    [TestCase("create serviceaccounts --subresource=token -n nodegc-system")]
    public Task The_operator_may_not(string question, CancellationToken cancellationToken) =>
        AssertAnswer(@operator, question, "no", cancellationToken);

    private static async Task AssertAnswer(
        Kubectl kubectl,
        string question,
        string answer,
        CancellationToken cancellationToken
    )
    {
        var result = await kubectl.RunAsync(["auth", "can-i", .. question.Split(' ')], cancellationToken);

        Assert.That(result.Output.Trim(), Does.StartWith(answer), result.Errors);
    }
}
