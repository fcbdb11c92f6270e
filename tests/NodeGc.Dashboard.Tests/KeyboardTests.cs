using Microsoft.Playwright;
using NodeGc.Dashboard.Tests.Browsing;

namespace NodeGc.Dashboard.Tests;

/// <summary>Without a mouse.</summary>
[Category("Real")]
internal sealed class KeyboardTests
{
    [Test]
    public async Task The_dashboard_can_be_used_by_keyboard_only()
    {
        await using var tab = await Open.TabAsync();
        var page = tab.Page;
        await tab.GoToAsync("/");
        await page.Keyboard.PressAsync("Tab");
        Assert.That(await FocusedAsync(page), Is.EqualTo("Skip to content"));
        Assert.That(await IsFocusShownAsync(page), Is.True);
        await page.Keyboard.PressAsync("Enter");
        Assert.That(await page.EvaluateAsync<string>("document.activeElement.id"), Is.EqualTo("main"));

        await TabToAsync(page, "Show as table");
        await page.Keyboard.PressAsync("Enter");
        Assert.That(await page.Locator("figure table").IsVisibleAsync(), Is.True);

        await TabToAsync(page, "#q");
        await page.Keyboard.TypeAsync("build-0");
        await page.Keyboard.PressAsync("Enter");
        await AwaitAddressAsync(page, "/?q=build-0");

        await TabToAsync(page, "Free");
        await page.Keyboard.PressAsync("Enter");
        await AwaitAddressAsync(page, "sort=free");

        await TabToAsync(page, "build-03");
        await page.Keyboard.PressAsync("Enter");
        await AwaitAddressAsync(page, "/nodes/build-03");

        await TabToAsync(page, "Copy");
        await page.Keyboard.PressAsync("Enter");
        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.That(copied, Is.EqualTo(await page.Locator("pre code").First.TextContentAsync()));
        Assert.That(await page.Locator("[role=status]").First.TextContentAsync(), Is.EqualTo("Copied"));
    }

    // WaitForURLAsync misses a page that has loaded before it begins to listen.
    private static async Task AwaitAddressAsync(IPage page, string part)
    {
        for (var looks = 0; !page.Url.Contains(part, StringComparison.Ordinal); looks++)
        {
            Assert.That(looks, Is.LessThan(1800), $"the address is {page.Url}, not one with {part}");
            await Task.Delay(100);
        }
        await page.WaitForLoadStateAsync(LoadState.Load);
    }

    // Presses Tab until an element with this text or selector has the focus, and requires that each stop is visible.
    private static async Task TabToAsync(IPage page, string target)
    {
        for (var presses = 0; presses < 200; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.That(await IsFocusShownAsync(page), Is.True, $"the focus is visible on {await FocusedAsync(page)}");
            if (
                target.StartsWith('#')
                    ? await page.EvaluateAsync<bool>("target => document.activeElement.matches(target)", target)
                    : (await FocusedAsync(page)).Trim() == target
            )
                return;
        }
        Assert.Fail($"{target} cannot be reached by Tab");
    }

    private static Task<string> FocusedAsync(IPage page) =>
        page.EvaluateAsync<string>("document.activeElement.textContent");

    private static Task<bool> IsFocusShownAsync(IPage page) =>
        page.EvaluateAsync<bool>(
            """
            () => {
              const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
              return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
            }
            """
        );
}
