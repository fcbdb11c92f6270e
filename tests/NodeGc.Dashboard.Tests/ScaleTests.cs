using System.Diagnostics;
using System.Globalization;
using NodeGc.Dashboard.Tests.Clusters;

namespace NodeGc.Dashboard.Tests;

/// <summary>5,000 nodes, or as many as <c>NODEGC_DASHBOARD_NODES</c> says.</summary>
[Category("Real"), Category("Slow")]
internal sealed class ScaleTests
{
    private const double MaxFirstPaint = 1000;
    private const int MinVisits = 3;
    private const int MaxVisits = 20;

    private static readonly int NodeCount = int.Parse(
        Environment.GetEnvironmentVariable("NODEGC_DASHBOARD_NODES") ?? "5000",
        CultureInfo.InvariantCulture
    );

    [Test]
    public async Task The_first_paint_takes_less_than_a_second()
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
        foreach (
            var path in (string[])
                ["/", "/?sort=unaccounted&page=37", "/?q=pool%3Dbuild", "/?show=attention", "/quarantine"]
        )
        {
            var paint = await MeasureAsync(browser, process, path);
            TestContext.Out.WriteLine($"{path}: first paint after {paint:0} ms");
            Assert.That(paint, Is.LessThan(MaxFirstPaint), path);
        }
        TestContext.Out.WriteLine($"operator with its dashboard: {process.MemoryMiB} MiB");
        Assert.That(process.MemoryMiB, Is.LessThan(250));
    }

    // The fastest visit, each in a window that has nothing cached. A machine that does much else slows most of them
    // down, so it is visited again until one was fast enough.
    private static async Task<double> MeasureAsync(Browsing.Browser browser, OperatorProcess process, string path)
    {
        var visits = new List<(double Response, double Paint)>();
        while (
            visits.Count < MinVisits || (visits.Count < MaxVisits && visits.Min(visit => visit.Paint) >= MaxFirstPaint)
        )
        {
            await using var tab = await browser.OpenAsync(process.Address);
            await tab.GoToAsync(path);
            Assert.That(await tab.Page.Locator("tbody tr").CountAsync(), Is.GreaterThan(9));
            var times = await tab.Page.EvaluateAsync<double[]>(
                """
                () => new Promise((done) => new PerformanceObserver((list) => done([
                  performance.getEntriesByType("navigation")[0].responseEnd,
                  list.getEntries()[0].startTime,
                ])).observe({ type: "paint", buffered: true }))
                """
            );
            visits.Add((times[0], times[1]));
        }
        TestContext.Out.WriteLine(
            $"{path}: response / first paint in ms: "
                + string.Join(", ", visits.Select(visit => $"{visit.Response:0} / {visit.Paint:0}"))
        );
        return visits.Min(visit => visit.Paint);
    }
}
