using System.Globalization;

namespace NodeGc.Api.Formats;

/// <summary>A number, or a percentage of a whole, as in the <c>maxUnavailable</c> of a Deployment: <c>5</c> or
/// <c>10%</c>.</summary>
/// <param name="Number">The number before the percent sign, if there is one.</param>
/// <param name="IsPercent">Whether there is one; then the number is at most 100.</param>
public readonly record struct NumberOrPercent(int Number, bool IsPercent)
{
    private const int Most = 1_000_000;

    /// <exception cref="FormatException">Neither a number nor a percentage.</exception>
    public static NumberOrPercent Parse(string text) =>
        FindProblem(text, out var value) is { } problem ? throw new FormatException(problem) : value;

    /// <summary>What is wrong with the text; null if it is a number or a percentage.</summary>
    public static string? FindProblem(string text, out NumberOrPercent value)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isPercent = text.EndsWith('%');
        var digits = isPercent ? text[..^1] : text;
        value = default;
        if (
            !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > (isPercent ? 100 : Most)
        )
            return $"'{text}' is neither a number from 0 to {Most} nor a percentage from 0% to 100%";
        value = new NumberOrPercent(number, isPercent);
        return null;
    }

    /// <summary>The number itself, or this percentage of <paramref name="whole"/>, rounded up.</summary>
    public int Of(int whole) => IsPercent ? (int)(((long)whole * Number + 99) / 100) : Number;
}
