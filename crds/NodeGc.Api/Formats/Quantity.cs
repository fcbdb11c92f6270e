using System.Globalization;
using System.Text.RegularExpressions;

namespace NodeGc.Api.Formats;

/// <summary>Parses Kubernetes quantities (<c>resource.Quantity</c>: <c>500Mi</c>, <c>1.5Gi</c>, <c>1T</c>, <c>2e9</c>)
/// as whole, non-negative numbers of bytes.</summary>
public static partial class Quantity
{
    private const string Form =
        "a quantity is a number with an optional suffix, such as 1073741824, 500Mi, 1.5Gi or 1T "
        + "(suffixes: Ki, Mi, Gi, Ti, Pi, Ei, k, M, G, T, P, E)";

    private const string Plain = "0.############################";

    private const int LargestExponent = 18;

    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("", 1),
        ("Ki", 1L << 10),
        ("Mi", 1L << 20),
        ("Gi", 1L << 30),
        ("Ti", 1L << 40),
        ("Pi", 1L << 50),
        ("Ei", 1L << 60),
        ("m", 0.001m),
        ("k", 1e3m),
        ("M", 1e6m),
        ("G", 1e9m),
        ("T", 1e12m),
        ("P", 1e15m),
        ("E", 1e18m),
    ];

    /// <exception cref="FormatException">Not a quantity, negative, not a whole number of bytes, or 8Ei and
    /// more.</exception>
    public static long Parse(string text) =>
        FindProblem(text, out var bytes) is { } problem ? throw new FormatException(problem) : bytes;

    /// <summary>What is wrong with the text and what the format is; null if it is a number of bytes.</summary>
    public static string? FindProblem(string text, out long bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        bytes = 0;
        if (text.StartsWith('-'))
            return $"'{text}' is negative; {Form}";
        var match = Grammar().Match(text);
        if (!match.Success)
            return $"'{text}' is not a quantity; {Form}";
        if (Value(match) is not { } value)
            return $"'{text}' is too large; the maximum is {long.MaxValue}, just below 8Ei";
        if (decimal.Truncate(value) != value)
            return DescribeFraction(text, value.ToString(Plain, CultureInfo.InvariantCulture));
        bytes = (long)value;
        return null;
    }

    private static string DescribeFraction(string text, string bytes) =>
        text == bytes
            ? $"'{text}' is not a whole number of bytes"
            : $"'{text}' is {bytes} bytes, not a whole number of bytes";

    // Null if the value does not fit.
    private static decimal? Value(Match match)
    {
        var digits = match.Groups["number"].ValueSpan;
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        if (Factor(match) is not { } factor)
            return number == 0 ? 0 : null;
        return number > long.MaxValue / factor ? null : number * factor;
    }

    private static decimal? Factor(Match match)
    {
        var (suffix, digits) = (match.Groups["suffix"], match.Groups["exponent"]);
        if (!digits.Success)
            return Suffixes.First(known => known.Suffix == suffix.Value).Factor;
        if (
            !int.TryParse(digits.ValueSpan, CultureInfo.InvariantCulture, out var exponent)
            || exponent > LargestExponent
        )
            return null;
        return Enumerable.Repeat(10m, exponent).Aggregate(1m, (product, ten) => product * ten);
    }

    [GeneratedRegex(
        @"\A(?<number>[0-9]+(?:\.[0-9]+)?)(?:[eE](?<exponent>[0-9]+)|(?<suffix>(?:[KMGTPE]i|[mkMGTPE])?))\z"
    )]
    private static partial Regex Grammar();
}
