using System.Globalization;
using System.Text.RegularExpressions;
using NodeGc.Testing.Otlp;

namespace NodeGc.Scenarios.Monitoring;

/// <summary>Reads what a process serves to Prometheus, to compare it with what it exports.</summary>
internal static partial class SeriesText
{
    /// <summary>The counters and gauges of NodeGc, and the histograms by their number of observations, as
    /// <c>kind name{labels}</c>. A histogram without any is left out, as OpenTelemetry does.</summary>
    public static IReadOnlyDictionary<string, double> Read(string metrics)
    {
        var kinds = Kind()
            .Matches(metrics)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        return Sample()
            .Matches(metrics)
            .Where(match => !Part().IsMatch(match.Groups[1].Value))
            .ToDictionary(
                match =>
                    Key(KindOf(match.Groups[1].Value, kinds), NameOf(match.Groups[1].Value), match.Groups[2].Value),
                match => double.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture)
            )
            .Where(series => series.Value > 0 || !series.Key.StartsWith("histogram ", StringComparison.Ordinal))
            .ToDictionary();
    }

    /// <summary>The same of an export.</summary>
    public static IReadOnlyDictionary<string, double> Read(IReadOnlyList<OtlpPoint> points) =>
        points
            .Where(point => point.Name.StartsWith("nodegc_", StringComparison.Ordinal))
            .ToDictionary(
                point => $"{point.Kind} {point.Name}{{{point.Labels}}}",
                point => point.Kind == "histogram" ? point.Count : point.Value
            );

    private static string KindOf(string sample, Dictionary<string, string> kinds) =>
        kinds.TryGetValue(sample, out var kind) ? kind : kinds[NameOf(sample)];

    private static string NameOf(string sample) => Count().Replace(sample, "");

    private static string Key(string kind, string name, string labels) =>
        $"{kind} {name}{{{string.Join(',', Label().Matches(labels).Select(ToPair).Order(StringComparer.Ordinal))}}}";

    private static string ToPair(Match label) => $"{label.Groups[1].Value}={label.Groups[2].Value}";

    [GeneratedRegex(@"^# TYPE (\S+) (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^(nodegc_\w+)(?:\{(.*)\})? (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex("_seconds_(bucket|sum)$")]
    private static partial Regex Part();

    [GeneratedRegex("(?<=_seconds)_count$")]
    private static partial Regex Count();

    [GeneratedRegex("(\\w+)=\"([^\"]*)\"")]
    private static partial Regex Label();
}
