using System.Text.Json;
using Microsoft.Playwright;

namespace NodeGc.Dashboard.Tests.Browsing;

/// <summary>The accessibility rules of axe-core.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() =>
        File.ReadAllText(
            Path.Combine(
                Environment.GetEnvironmentVariable("NODEGC_NPM") ?? "/var/cache/nodegc/npm",
                "current/node_modules/axe-core/axe.min.js"
            )
        )
    );

    /// <summary>Each violation as its impact, its rule, and the first element.</summary>
    public static async Task<IReadOnlyList<string>> FindViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Source.Value);
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map(
              (one) => `${one.impact} ${one.id}: ${one.nodes[0].html} ${one.nodes[0].failureSummary}`)
            """
        );
        return [.. found.EnumerateArray().Select(one => one.GetString()!)];
    }
}
