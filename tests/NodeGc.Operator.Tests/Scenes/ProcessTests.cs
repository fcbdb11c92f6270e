using System.Diagnostics;
using NodeGc.Api.Cleanups;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>The program as the Deployment starts it: settings by environment, an end by signal.</summary>
[Category("Slow")]
public sealed class ProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Works_until_SIGTERM_and_gives_the_lease_back()
    {
        await using var scene = await Scene.StartAsync();
        var agent = await scene.AddNodeAsync("n1");
        using var process = Start(scene.OperatorKubeconfig);
        try
        {
            await scene.ApplyAsync("weekly", """{ "collect": { "layers": {} } }""");
            await scene.UntilAsync("weekly", CleanupConditions.Ready);
            Assert.That(await scene.FindLeaderAsync(), Is.EqualTo("pod-1"));
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            Assert.That(await ExitCodeAsync(process), Is.Zero);
            Assert.That(await scene.FindLeaderAsync(), Is.Null.Or.Empty);
            Assert.That(agent.CarriedOut, Has.Count.EqualTo(1));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    [Test]
    [NeedsInProcessServer("Only the server in this process counts requests.")]
    public async Task Killed_in_a_run_it_is_replaced_within_20_seconds_and_no_order_is_doubled()
    {
        await using var scene = await Scene.StartAsync();
        var (one, other) = (await scene.AddNodeAsync("n1"), await scene.AddNodeAsync("n2"));
        one.Finishes = other.Finishes = false;
        using var leader = Start(scene.OperatorKubeconfig);
        await scene.UntilAsync("it leads", async () => await scene.FindLeaderAsync() == "pod-1");
        using var standby = Start(scene.OperatorKubeconfig, "pod-2");
        try
        {
            await scene.ApplyAsync("weekly", """{ "collect": { "layers": {} } }""");
            await scene.UntilAsync("the run goes on", async () =>
                (await scene.GetStatusAsync("weekly")).LastRun?.Nodes.Running == 2
            );
            var reads = LeaseReads(scene);
            await scene.UntilAsync("the other stands by", () => Task.FromResult(LeaseReads(scene) >= reads + 2));
            leader.Kill();
            var silence = Stopwatch.StartNew();
            await scene.UntilAsync("another leads", async () => await scene.FindLeaderAsync() == "pod-2");
            Assert.That(silence.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
            one.Finishes = other.Finishes = true;
            await scene.UntilAsync("weekly", CleanupConditions.Ready);
            Assert.That((one.CarriedOut.Count, other.CarriedOut.Count), Is.EqualTo((1, 1)));
        }
        finally
        {
            leader.Kill();
            standby.Kill();
        }
    }

    [Test]
    public async Task Without_an_API_server_it_says_what_to_do_and_ends_with_2()
    {
        using var process = Start("/nowhere/kubeconfig");
        var words = await process.StandardError.ReadToEndAsync();
        Assert.That(await ExitCodeAsync(process), Is.EqualTo(2));
        Assert.That(words, Does.StartWith("nodegc-operator: ").And.Contain("/nowhere/kubeconfig"));
    }

    /// <summary>A leader only writes the lease.</summary>
    private static int LeaseReads(Scene scene) =>
        scene.Cluster.InProcess!.Requests.All.Count(request =>
            request.Method == "GET" && request.Path.EndsWith($"/leases/{OperatorRights.Name}", StringComparison.Ordinal)
        );

    private static async Task<int> ExitCodeAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode;
    }

    private static Process Start(string kubeconfig, string pod = "pod-1")
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "nodegc-operator.dll"), "--health-port=0"]
        )
        {
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["POD_NAMESPACE"] = OperatorRights.Namespace;
        start.Environment["POD_NAME"] = pod;
        return Process.Start(start)!;
    }
}
