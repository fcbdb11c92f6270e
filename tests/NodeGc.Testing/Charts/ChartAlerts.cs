namespace NodeGc.Testing.Charts;

/// <summary>The chart's PrometheusRule as a file of rules, which is what Prometheus and promtool read.</summary>
public static class ChartAlerts
{
    /// <param name="sets">Values as <c>path=value</c>, besides the one that enables the alerts.</param>
    public static string Render(params IReadOnlyList<string> sets)
    {
        var release = new ChartRelease { Sets = ["monitoring.prometheusRule.enabled=true", .. sets] };
        var manifest = ChartRenderer
            .Render(release)
            .Split("\n---\n")
            .Single(text => text.Contains("kind: PrometheusRule", StringComparison.Ordinal));
        var lines = manifest.Split('\n').SkipWhile(line => line != "spec:").Skip(1);
        return string.Join('\n', lines.Select(line => line.Length < 2 ? line : line[2..]));
    }
}
