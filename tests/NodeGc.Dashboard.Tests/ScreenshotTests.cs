using Microsoft.Playwright;
using NodeGc.Dashboard.Tests.Browsing;
using NodeGc.Dashboard.Tests.Clusters;
using NodeGc.Testing;

namespace NodeGc.Dashboard.Tests;

/// <summary>The pictures in the documentation: taken of every page, and written with
/// <c>NODEGC_GOLDEN=rewrite</c>.</summary>
[Category("Golden"), Category("Real")]
internal sealed class ScreenshotTests
{
    private const int MaxBytes = 200 * 1024;

    [TestCase("/", "nodes", ColorScheme.Light)]
    [TestCase("/", "nodes-dark", ColorScheme.Dark)]
    [TestCase($"/nodes/{SampleCluster.Node}", "node", ColorScheme.Light)]
    [TestCase($"/cleanups/{SampleCluster.Cleanup}", "cleanup", ColorScheme.Light)]
    [TestCase($"/nodes/{SampleCluster.Node}/plans/{SampleCluster.Cleanup}", "plan", ColorScheme.Light)]
    public async Task Pictures_of_the_pages_are_small(string path, string name, ColorScheme scheme)
    {
        var browser = await Scenes.GetBrowserAsync();
        await using var tab = await browser.OpenAsync(await Scenes.GetDashboardAsync(), scheme);
        await tab.GoToAsync(path);
        // WaitForFunctionAsync would do for the first look only: later ones are eval, which the policy forbids.
        await Assertions.Expect(tab.Page.Locator(".plot[hidden]")).ToHaveCountAsync(0);
        var picture = await tab.Page.ScreenshotAsync();
        Assert.That(picture, Has.Length.LessThan(MaxBytes).And.Length.GreaterThan(10 * 1024));
        if (Environment.GetEnvironmentVariable("NODEGC_GOLDEN") != "rewrite")
            return;
        Directory.CreateDirectory(SourceTree.PathOf("docs", "images"));
        await File.WriteAllBytesAsync(SourceTree.PathOf("docs", "images", $"dashboard-{name}.png"), picture);
    }
}
