using Microsoft.Playwright;

namespace NodeGc.Dashboard.Tests.Browsing;

/// <summary>Opens the dashboard of the sample cluster.</summary>
internal static class Open
{
    public static async Task<Tab> TabAsync(ColorScheme scheme = ColorScheme.Light, bool runsScript = true)
    {
        var browser = await Scenes.GetBrowserAsync();
        return await browser.OpenAsync(await Scenes.GetDashboardAsync(), scheme, runsScript);
    }
}
