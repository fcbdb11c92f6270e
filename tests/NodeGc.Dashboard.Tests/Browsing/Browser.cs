using Microsoft.Playwright;

namespace NodeGc.Dashboard.Tests.Browsing;

/// <summary>A real chromium without a window.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    /// <summary>In milliseconds; long, because the tests of engines run beside these.</summary>
    private const float Patience = 180_000;

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Browser(IPlaywright playwright, IBrowser browser) =>
        (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Browser> StartAsync()
    {
        if (!File.Exists(Program))
            throw new FileNotFoundException($"{Program} is missing: run tests/setup/chromium.sh.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Program,
                Headless = true,
                ChromiumSandbox = false,
                Args =
                [
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-lcd-text",
                ],
            }
        );
        return new Browser(playwright, browser);
    }

    /// <summary>A window of its own, without what others remember.</summary>
    /// <param name="address">Address of the dashboard.</param>
    /// <param name="scheme">Dark or light.</param>
    /// <param name="runsScript">Whether the pages' script runs.</param>
    /// <param name="expectedError">See <see cref="Tab.ExpectedError"/>.</param>
    /// <param name="token">Entered as the password that the dashboard asks for.</param>
    public async Task<Tab> OpenAsync(
        Uri address,
        ColorScheme scheme = ColorScheme.Light,
        bool runsScript = true,
        string? expectedError = null,
        string? token = null
    )
    {
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = address.ToString(),
                ColorScheme = scheme,
                ReducedMotion = ReducedMotion.Reduce,
                JavaScriptEnabled = runsScript,
                TimezoneId = "UTC",
                HttpCredentials = token is null ? null : new HttpCredentials { Username = "any", Password = token },
                ViewportSize = new ViewportSize { Width = 1360, Height = 900 },
                Permissions = runsScript ? ["clipboard-read", "clipboard-write"] : [],
            }
        );
        context.SetDefaultTimeout(Patience);
        return new Tab(context, await context.NewPageAsync(), address) { ExpectedError = expectedError };
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
