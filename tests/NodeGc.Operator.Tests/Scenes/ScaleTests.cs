using System.Diagnostics;
using System.Globalization;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>Whole runs in a large cluster: 100 nodes, or as many as <c>NODEGC_SCALE_NODES</c> says (5000 is what the
/// operator is made for).</summary>
[Category("Slow")]
public sealed class ScaleTests
{
    private static readonly int NodeCount = int.Parse(
        Environment.GetEnvironmentVariable("NODEGC_SCALE_NODES") ?? "100",
        CultureInfo.InvariantCulture
    );
    private static readonly string[] Cleanups = ["a", "b", "c", "d", "e"];

    [Test]
    public async Task Five_cleanups_run_over_all_nodes_within_a_minute()
    {
        await using var scene = await Scene.StartAsync();
        await Parallel.ForAsync(0, NodeCount, async (number, _) => await scene.AddNodeAsync($"node-{number:0000}"));
        scene.StartOperator();
        var watch = Stopwatch.StartNew();
        foreach (var name in Cleanups)
            await scene.ApplyAsync(name, """{ "collect": { "layers": {} } }""");
        await scene.UntilAsync("all runs are completed", async () =>
            (await Task.WhenAll(Cleanups.Select(scene.GetStatusAsync))).All(status =>
                status.LastRun?.CompletionTime is not null && status.LastRun.Nodes.Succeeded == NodeCount
            )
        );
        TestContext.Out.WriteLine(
            $"{NodeCount} nodes x {Cleanups.Length} cleanups: {watch.Elapsed.TotalSeconds:0.0} s, "
                + $"{OrderWrites(scene)} orders written"
        );
        // On a real server the time is that of etcd and three processes more, which is not the operator's to promise.
        if (scene.Cluster.InProcess is not null)
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(1)));
        Assert.That(scene.Agents.Select(agent => agent.CarriedOut.Count), Is.All.EqualTo(Cleanups.Length));
        Assert.That((await scene.GetStatusAsync("a")).Bytes(), Has.Length.LessThan(100_000));
    }

    private static int OrderWrites(Scene scene) =>
        scene.Cluster.InProcess?.Requests.All.Count(request =>
            request.Method == "PATCH"
            && request.Path.Contains("/nodestorages/node-", StringComparison.Ordinal)
            && WriteGate.IsOperatorWrite(request)
        )
        ?? 0;
}
