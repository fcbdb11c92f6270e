using Microsoft.Playwright;
using NodeGc.Dashboard.Tests.Browsing;

namespace NodeGc.Dashboard.Tests;

/// <summary>axe-core on every page, in light and dark.</summary>
[Category("Real")]
internal sealed class AccessibilityTests
{
    [Test]
    public async Task Axe_finds_nothing(
        [ValueSource(typeof(PagesTests), nameof(PagesTests.All))] string path,
        [Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme
    )
    {
        await using var tab = await Open.TabAsync(scheme);
        await tab.GoToAsync(path);
        // Tables that a chart hides have to be readable as well.
        await tab.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        var background = await tab.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.That(background, Is.EqualTo(scheme == ColorScheme.Dark ? "rgb(14, 18, 23)" : "rgb(245, 246, 248)"));
        Assert.That(await Axe.FindViolationsAsync(tab.Page), Is.Empty);
    }
}
