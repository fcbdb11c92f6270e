using System.Text.RegularExpressions;

namespace NodeGc.Testing.Prometheus;

/// <summary>Names of metrics in texts.</summary>
public static partial class MetricNames
{
    /// <summary>The families that a process shows, without the suffixes of a histogram.</summary>
    public static IReadOnlySet<string> Served(string metrics) =>
        Family().Matches(metrics).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>The families of NodeGc and of the process that a query or a document names.</summary>
    public static IReadOnlySet<string> Named(string text) =>
        Name().Matches(text).Select(match => HistogramPart().Replace(match.Value, "")).ToHashSet();

    [GeneratedRegex(@"^# TYPE (\S+) ", RegexOptions.Multiline)]
    private static partial Regex Family();

    [GeneratedRegex(@"\b(nodegc_(agent|operator)|process|dotnet)_[a-z_]+[a-z]\b")]
    private static partial Regex Name();

    [GeneratedRegex("(?<=_seconds)_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}
