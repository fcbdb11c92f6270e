using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Configuration;
using NodeGc.Operator.Hosting;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>What <c>helm test</c> finds, with the rights of the chart.</summary>
[Category("Slow")]
internal sealed class InstallationCheckTests
{
    private Scene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task EndAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Passes_once_the_operator_leads_and_every_agent_reports()
    {
        await scene.AddNodeAsync("node-a");
        scene.StartOperator("the-operator");

        var (exitCode, lines) = await RunAsync(TimeSpan.FromMinutes(1));

        Assert.That(
            lines,
            Is.EqualTo(
                new[]
                {
                    "ok: the CRDs match this release: nodestoragecleanups.nodegc.io, "
                        + "nodestorages.nodegc.io, nodestoragerestores.nodegc.io",
                    "ok: the-operator is the leader",
                    "ok: 1 of 1 agents report",
                }
            )
        );
        Assert.That(exitCode, Is.Zero);
    }

    [Test]
    public async Task Says_what_is_missing_and_what_to_do()
    {
        var silent = await scene.AddNodeAsync("node-a");
        await silent.GoAwayAsync();
        await scene.Cluster.Objects.DeleteAsync(
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/nodestoragecleanups.nodegc.io",
            default
        );

        var (exitCode, lines) = await RunAsync(TimeSpan.Zero);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(
            lines[0],
            Does.StartWith("failed: the CRD nodestoragecleanups.nodegc.io is not installed; to install")
        );
        Assert.That(lines[1], Does.StartWith("failed: no operator renews the lease"));
        Assert.That(lines[2], Does.StartWith("failed: 0 of 1 agents report; not: node-a"));
    }

    private async Task<(int ExitCode, string[] Lines)> RunAsync(TimeSpan patience)
    {
        using var client = Scene.Connect(scene.OperatorKubeconfig, "check");
        var settings = Settings.Read([], variable => variable == "POD_NAMESPACE" ? OperatorRights.Namespace : null);
        await using var output = new StringWriter { NewLine = "\n" };
        var check = new InstallationCheck(client, settings.ToOptions("none"), TimeProvider.System)
        {
            Patience = patience,
        };
        var exitCode = await check.RunAsync(output, default);
        return (exitCode, output.ToString().TrimEnd('\n').Split('\n'));
    }
}
