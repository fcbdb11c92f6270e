using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NodeGc.Api.Formats;

/// <summary>Parses and formats durations as Go does (<c>time.ParseDuration</c>: <c>90m</c>, <c>1h30m</c>, <c>1.5h</c>),
/// plus days (<c>7d</c>, always 24 hours). Never negative; resolution 100 ns.</summary>
public static partial class GoDuration
{
    private const string Form =
        "a duration is 0, or numbers with units, such as 90m, 1h30m, 36h or 7d (units: d, h, m, s, ms, us, ns)";

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <exception cref="FormatException">Not a duration, negative, or longer than a <see cref="TimeSpan"/>
    /// can represent.</exception>
    public static TimeSpan Parse(string text) =>
        FindProblem(text, out var value) is { } problem ? throw new FormatException(problem) : value;

    /// <summary>What is wrong with the text and what the format is; null if it is a duration.</summary>
    public static string? FindProblem(string text, out TimeSpan value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = TimeSpan.Zero;
        if (text.StartsWith('-'))
            return $"'{text}' is negative; {Form}";
        if (text == "0")
            return null;
        var match = Grammar().Match(text);
        if (!match.Success)
            return $"'{text}' is not a duration; {Form}";
        if (Sum(match) is not { } ticks)
            return $"'{text}' is longer than {(long)TimeSpan.MaxValue.TotalDays}d, the maximum duration";
        value = TimeSpan.FromTicks(ticks);
        return null;
    }

    /// <summary>The shortest exact form: <c>7d</c>, <c>1h30m</c>, <c>250ms</c>, <c>0s</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static string Format(TimeSpan value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
        if (value == TimeSpan.Zero)
            return "0s";
        var (text, rest) = (new StringBuilder(), value.Ticks);
        foreach (var (unit, ticks) in Units)
        {
            if (rest >= ticks)
                text.Append(CultureInfo.InvariantCulture, $"{rest / ticks}{unit}");
            rest %= ticks;
        }
        if (rest > 0)
            text.Append(CultureInfo.InvariantCulture, $"{rest * 100}ns");
        return text.ToString();
    }

    // Null if the sum does not fit: the number of digits is not limited.
    private static long? Sum(Match match)
    {
        var sum = 0m;
        for (var index = 0; index < match.Groups["number"].Captures.Count; index++)
        {
            var digits = match.Groups["number"].Captures[index].ValueSpan;
            var fits = decimal.TryParse(
                digits,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            );
            if (!fits || number > long.MaxValue)
                return null;
            sum += number * TicksOf(match.Groups["unit"].Captures[index].Value);
            if (sum > long.MaxValue)
                return null;
        }
        return (long)sum;
    }

    private static decimal TicksOf(string unit) =>
        unit switch
        {
            "ns" => 0.01m,
            "us" or "µs" => 10m,
            _ => Units.First(known => known.Unit == unit).Ticks,
        };

    [GeneratedRegex(
        @"\A(?:(?<number>[0-9]+(?:\.[0-9]+)?)(?<unit>ns|us|µs|ms|s|m|h|d))+\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Grammar();
}
