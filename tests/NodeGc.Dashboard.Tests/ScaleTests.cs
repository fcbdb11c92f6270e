using System.Diagnostics;
using System.Globalization;
using NodeGc.Dashboard.Tests.Clusters;

namespace NodeGc.Dashboard.Tests;

/// <summary>5,000 nodes, or as many as <c>NODEGC_DASHBOARD_NODES</c> says.</summary>
[Category("Real"), Category("Slow")]
internal sealed class ScaleTests
{
    private static readonly int NodeCount = int.Parse(
        Environment.GetEnvironmentVariable("NODEGC_DASHBOARD_NODES") ?? "5000",
        CultureInfo.InvariantCulture
    );

    [Test]
    public async Task Every_page_shows_its_rows_and_prints_how_long_the_first_paint_took()
    {
        await using var cluster = await DashboardCluster.StartAsync();
        var now = DateTimeOffset.UtcNow;
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, NodeCount, async (number, _) =>
        {
            var name = $"node-{number:0000}";
            await cluster.AddNodeAsync(name, number % 3 == 0 ? "build" : "test");
            await cluster.ReportAsync(name, SampleReports.Create(number, now));
        });
        TestContext.Out.WriteLine($"{NodeCount} nodes stored in {watch.Elapsed.TotalSeconds:0.0} s");
        using var process = OperatorProcess.Start(cluster.OperatorKubeconfig, "operator-0");
        await process.AwaitAsync();
        var browser = await Scenes.GetBrowserAsync();
        var list = await ListAsync(cluster);
        TestContext.Out.WriteLine($"kubectl get nodestorages: {list.TotalMilliseconds:0} ms");
        foreach (
            var path in (string[])
                ["/", "/?sort=unaccounted&page=37", "/?q=pool%3Dbuild", "/?show=attention", "/quarantine"]
        )
        {
            var (response, paint) = await VisitAsync(browser, process, path);
            TestContext.Out.WriteLine(
                $"{path}: first paint after {paint:0} ms ({paint / list.TotalMilliseconds:0.00} of kubectl), "
                    + $"response after {response:0} ms"
            );
        }
        TestContext.Out.WriteLine($"operator with its dashboard: {process.MemoryMiB} MiB");
        Assert.That(process.MemoryMiB, Is.LessThan(250));
    }

    // What one would type without a dashboard.
    private static async Task<TimeSpan> ListAsync(DashboardCluster cluster)
    {
        var watch = Stopwatch.StartNew();
        var list = await cluster.Cluster.Kubectl.RunAsync(["get", "nodestorages", "--no-headers"], default);
        Assert.That(list.Output.AsSpan().Count('\n'), Is.EqualTo(NodeCount), list.Errors);
        return watch.Elapsed;
    }

    // In a window that has nothing cached.
    private static async Task<(double Response, double Paint)> VisitAsync(
        Browsing.Browser browser,
        OperatorProcess process,
        string path
    )
    {
        await using var tab = await browser.OpenAsync(process.Address);
        await tab.GoToAsync(path);
        Assert.That(await tab.Page.Locator("tbody tr").CountAsync(), Is.GreaterThan(9), path);
        var times = await tab.Page.EvaluateAsync<double[]>(
            """
            () => new Promise((done) => new PerformanceObserver((list) => done([
              performance.getEntriesByType("navigation")[0].responseEnd,
              list.getEntries()[0].startTime,
            ])).observe({ type: "paint", buffered: true }))
            """
        );
        return (times[0], times[1]);
    }
}
