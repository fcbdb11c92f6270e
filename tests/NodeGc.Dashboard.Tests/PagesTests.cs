using Microsoft.Playwright;
using NodeGc.Dashboard.Tests.Browsing;
using NodeGc.Dashboard.Tests.Clusters;

namespace NodeGc.Dashboard.Tests;

/// <summary>Every page in a real browser, with the operator as a process and data written through the API.</summary>
[Category("Real")]
internal sealed class PagesTests
{
    public static readonly string[] All =
    [
        "/",
        "/?q=build&sort=reclaimable&order=asc",
        $"/nodes/{SampleCluster.Node}",
        "/nodes/edge-01",
        "/nodes/test-02",
        $"/nodes/{SampleCluster.Node}/plans/{SampleCluster.Cleanup}",
        "/nodes/build-07/plans/build-nodes",
        "/cleanups",
        $"/cleanups/{SampleCluster.Cleanup}",
        "/quarantine",
    ];

    private static Task<Tab> OpenAsync(bool runsScript = true) => Open.TabAsync(runsScript: runsScript);

    [Test]
    public async Task The_fleet_is_sorted_by_usage_and_shows_what_needs_attention()
    {
        await using var tab = await OpenAsync();
        await tab.GoToAsync("/");
        var used = await TextsAsync(tab, "table.nodes td.usage-cell span");
        var percents = used.Select(text => int.Parse(text.TrimEnd('%'), null)).ToList();
        Assert.That(percents, Has.Count.EqualTo(23).And.Ordered.Descending);
        Assert.That(await TextsAsync(tab, "table.nodes th[aria-sort=descending]"), Has.One.StartsWith("Used"));
        var row = tab.Page.Locator("table.nodes tr", new() { HasText = "test-06" });
        Assert.That(await row.InnerTextAsync(), Does.Contain("Silent").And.Contains("has not reported since"));
        Assert.That(
            await tab.Page.Locator("table.nodes tr", new() { HasText = "test-02" }).InnerTextAsync(),
            Does.Contain("Not ready").And.Contains("MetadataDamaged")
        );
        Assert.That(await tab.Page.Locator("figure canvas").IsVisibleAsync(), Is.True);
    }

    [TestCase("q=pool%3Dtest", 6)]
    [TestCase("q=BUILD-0", 9)]
    [TestCase("q=nothing-like-this", 0)]
    [TestCase("show=attention", 4)]
    public async Task The_fleet_can_be_searched(string query, int rows)
    {
        await using var tab = await OpenAsync();
        await tab.GoToAsync($"/?{query}");
        Assert.That(await tab.Page.Locator("table.nodes tbody tr").CountAsync(), Is.EqualTo(rows));
    }

    [Test]
    public async Task Without_script_everything_is_in_tables_and_the_search_works()
    {
        await using var tab = await OpenAsync(runsScript: false);
        await tab.GoToAsync("/");
        await tab.Page.FillAsync("#q", "build-1");
        await tab.Page.Locator("form.search button").ClickAsync();
        Assert.That(await tab.Page.Locator("table.nodes tbody tr").CountAsync(), Is.EqualTo(7));
        await tab.Page.Locator("th a", new() { HasText = "Free" }).ClickAsync();
        Assert.That(await tab.Page.Locator("th[aria-sort=ascending]").InnerTextAsync(), Does.StartWith("Free"));
        await tab.GoToAsync($"/nodes/{SampleCluster.Node}");
        await tab.Page.Locator("figure summary").First.ClickAsync();
        Assert.That(await tab.Page.Locator("figure table").First.IsVisibleAsync(), Is.True);
        Assert.That(await tab.Page.Locator("canvas").First.IsVisibleAsync(), Is.False);
        Assert.That(await tab.Page.Locator("button.copy").First.IsVisibleAsync(), Is.False);
    }

    [Test]
    public async Task A_node_shows_what_holds_its_bytes_and_every_chart_has_a_table()
    {
        await using var tab = await OpenAsync();
        await tab.GoToAsync($"/nodes/{SampleCluster.Node}");
        var main = await tab.Page.Locator("main").InnerTextAsync();
        Assert.That(main, Does.Contain("Managed by the engine").And.Contains("What could be removed"));
        var figures = tab.Page.Locator("figure[data-chart]");
        Assert.That(await figures.CountAsync(), Is.EqualTo(2));
        for (var index = 0; index < 2; index++)
        {
            var figure = figures.Nth(index);
            Assert.That(await IsPaintedAsync(figure), Is.True, "the chart is drawn");
            Assert.That(await figure.Locator("table").IsVisibleAsync(), Is.False);
            await figure.Locator("summary").ClickAsync();
            Assert.That(await figure.Locator("table").IsVisibleAsync(), Is.True);
        }
        Assert.That(await TextsAsync(tab, "figure th[scope=row]"), Has.Some.EqualTo("Orphaned layers"));
    }

    [Test]
    public async Task A_plan_shows_reasons_and_what_they_rest_on()
    {
        await using var tab = await OpenAsync();
        await tab.GoToAsync($"/nodes/{SampleCluster.Node}");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Items and reasons of build-nodes" }).ClickAsync();
        var main = await tab.Page.Locator("main").InnerTextAsync();
        Assert.That(
            main,
            Does.Contain("Not in layerdb and in no build cache record")
                .And.Contains("2 scans, at least 10m apart; minimum age 72h")
                .And.Contains("The mounts and open files of all processes are visible.")
                .And.Contains("The engine responds (version 26.1.5)")
                .And.Contains("Disk usage is 91%")
                .IgnoreCase.And.Contains("not approved")
        );
        await tab.GoToAsync("/nodes/build-07/plans/build-nodes");
        Assert.That(await tab.Page.Locator("main").InnerTextAsync(), Does.Contain("Read-only file system (EROFS)."));
    }

    [Test]
    public async Task A_cleanup_shows_its_runs_its_nodes_and_the_approval()
    {
        await using var tab = await OpenAsync();
        await tab.GoToAsync("/cleanups");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = SampleCluster.Cleanup }).ClickAsync();
        var main = await tab.Page.Locator("main").InnerTextAsync();
        Assert.That(main, Does.Contain("AwaitingApproval").And.Contains("NodesFailed").And.Contains("pool=build"));
        Assert.That(await tab.Page.Locator("figure[data-chart] tbody tr").CountAsync(), Is.EqualTo(8));
        Assert.That(await IsPaintedAsync(tab.Page.Locator("figure[data-chart]")), Is.True);
        var cluster = await Scenes.GetClusterAsync();
        var run = (await cluster.GetCleanupAsync(SampleCluster.Cleanup)).Status!.LastRun!;
        Assert.That(
            await TextsAsync(tab, "pre code"),
            Has.One.EqualTo(
                "kubectl patch nodestoragecleanup build-nodes --type merge -p "
                    + $$$"""'{"spec":{"approvedPlan":"{{{run.PlanDigest}}}"}}'"""
            )
        );
    }

    [Test]
    public async Task The_quarantine_lists_what_can_be_restored_and_for_how_long()
    {
        await using var tab = await OpenAsync();
        await tab.GoToAsync("/quarantine");
        Assert.That(await tab.Page.Locator("main tbody tr").CountAsync(), Is.EqualTo(23));
        var ends = await tab
            .Page.Locator("main td time")
            .EvaluateAllAsync<string[]>("times => times.map(time => time.dateTime)");
        Assert.That(ends, Is.Ordered);
        Assert.That(await TextsAsync(tab, "main td time"), Has.All.StartsWith("in "));
    }

    [TestCase("/nodes/no-such-node")]
    [TestCase("/nodes/build-03/plans/nightly")]
    [TestCase("/cleanups/none")]
    [TestCase("/../../etc/passwd")]
    [TestCase("/metrics")]
    public async Task What_does_not_exist_is_not_found(string path)
    {
        using var http = new HttpClient { BaseAddress = await Scenes.GetDashboardAsync() };
        using var answer = await http.GetAsync(path);
        Assert.That((int)answer.StatusCode, Is.EqualTo(404));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("<h1>Not found</h1>"));
    }

    [TestCaseSource(nameof(All))]
    public async Task A_page_is_complete_and_asks_nobody_else(string path)
    {
        await using var tab = await OpenAsync();
        var response = await tab.GoToAsync(path);
        Assert.That(response.Status, Is.EqualTo(200));
        Assert.That(await tab.Page.Locator("h1").CountAsync(), Is.EqualTo(1));
        Assert.That(tab.Requests.Distinct().Count(), Is.EqualTo(4), "page, style, script and icon");
        // No table or command makes the page wider than the window; tables scroll by themselves.
        Assert.That(await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), Is.True);
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(Tab tab, string selector) =>
        [.. (await tab.Page.Locator(selector).AllTextContentsAsync()).Select(text => text.Trim())];

    // Charts are drawn after the first frame.
    private static Task<bool> IsPaintedAsync(ILocator figure) =>
        figure.EvaluateAsync<bool>(
            """
            async (figure) => {
              const canvas = figure.querySelector("canvas");
              for (let frame = 0; frame < 600; frame++) {
                const { width, height } = canvas;
                if (canvas.getContext("2d").getImageData(0, 0, width, height).data.some(Boolean)) return true;
                await new Promise(requestAnimationFrame);
              }
              return false;
            }
            """
        );
}
