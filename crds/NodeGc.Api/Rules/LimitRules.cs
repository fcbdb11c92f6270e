using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Rules;

/// <summary>Rules for <c>limits</c>. The ranges are repeated from the schema, because a server may have a different
/// one.</summary>
internal static class LimitRules
{
    private const int Million = 1_000_000;

    public static IEnumerable<SpecProblem> Check(string at, LimitsSpec limits) =>
        [
            .. MaxBytes($"{at}.maxBytes", limits.MaxBytes),
            .. Range($"{at}.maxItems", limits.MaxItems, Million),
            .. Range($"{at}.maxPercentOfStore", limits.MaxPercentOfStore, 100),
            .. DurationRules.Timeout.Check($"{at}.timeout", limits.Timeout),
            .. Range($"{at}.deletesPerSecond", limits.DeletesPerSecond, Million),
            .. Range($"{at}.maxIOPressurePercent", limits.MaxIOPressurePercent, 100),
        ];

    private static IEnumerable<SpecProblem> MaxBytes(string field, string text)
    {
        if (Quantity.FindProblem(text, out var bytes) is { } problem)
            yield return new SpecProblem(field, problem);
        else if (bytes == 0)
            yield return new SpecProblem(field, $"'{text}' allows nothing to be removed; use mode Report instead");
    }

    private static IEnumerable<SpecProblem> Range(string field, int value, int most) =>
        value >= 1 && value <= most ? [] : [new SpecProblem(field, $"{value} must be between 1 and {most}")];
}
