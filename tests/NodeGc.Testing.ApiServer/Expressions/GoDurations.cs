using System.Globalization;
using System.Text.RegularExpressions;

namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>Durations as a real server reads them in CEL (<c>time.ParseDuration</c> of Go).</summary>
internal static partial class GoDurations
{
    /// <exception cref="FormatException">It is not a duration, or one of more than 292 years.</exception>
    public static long Nanoseconds(string text)
    {
        if (text is "0" or "+0" or "-0")
            return 0;
        var match = Grammar().Match(text);
        if (!match.Success)
            throw new FormatException($"time: invalid duration \"{text}\"");
        var sum = 0m;
        for (var index = 0; index < match.Groups["unit"].Captures.Count; index++)
            sum +=
                decimal.Parse(
                    match.Groups["number"].Captures[index].ValueSpan,
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture
                ) * NanosecondsOf(match.Groups["unit"].Captures[index].Value);
        return sum <= long.MaxValue
            ? (long)(match.Groups["sign"].Value == "-" ? -sum : sum)
            : throw new FormatException($"time: invalid duration \"{text}\"");
    }

    private static decimal NanosecondsOf(string unit) =>
        unit switch
        {
            "ns" => 1m,
            "us" or "µs" or "μs" => 1e3m,
            "ms" => 1e6m,
            "s" => 1e9m,
            "m" => 60e9m,
            _ => 3600e9m,
        };

    [GeneratedRegex(
        @"\A(?<sign>[+-]?)(?:(?<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>ns|us|µs|μs|ms|s|m|h))+\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Grammar();
}
