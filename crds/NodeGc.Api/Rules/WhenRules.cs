using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Rules;

/// <summary>Rules for <c>when</c>; the ranges are those of the schema, said again for servers that hold another
/// one.</summary>
internal static class WhenRules
{
    public static IEnumerable<SpecProblem> Check(string at, WhenSpec? when) =>
        when switch
        {
            null => [],
            { DiskUsagePercent: null, DiskFree: null, InodeUsagePercent: null } =>
            [
                new SpecProblem(
                    at,
                    "names no threshold; name diskUsagePercent, diskFree or inodeUsagePercent, or remove it"
                ),
            ],
            _ =>
            [
                .. Threshold($"{at}.diskUsagePercent", when.DiskUsagePercent),
                .. when.DiskFree is { } free ? Free($"{at}.diskFree", free) : [],
                .. Threshold($"{at}.inodeUsagePercent", when.InodeUsagePercent),
            ],
        };

    /// <summary>The other way round than a percentage of use: little free is full, so low is where it begins.</summary>
    private static IEnumerable<SpecProblem> Free(string at, DiskFreeSpec free)
    {
        var low = Quantity.FindProblem(free.Low, out var least);
        var high = Quantity.FindProblem(free.High, out var enough);
        if (low is not null)
            yield return new SpecProblem($"{at}.low", low);
        if (high is not null)
            yield return new SpecProblem($"{at}.high", high);
        if (low is not null || high is not null)
            yield break;
        if (least == 0)
            yield return new SpecProblem($"{at}.low", $"'{free.Low}' is never reached; name what must stay free");
        else if (enough <= least)
            yield return new SpecProblem(
                $"{at}.high",
                $"'{free.High}' must be more than low, which is {free.Low}: "
                    + "cleaning starts below low and stops at high"
            );
    }

    private static IEnumerable<SpecProblem> Threshold(string at, ThresholdSpec? threshold) =>
        threshold switch
        {
            null => [],
            { High: < 1 or > 100 } => [new SpecProblem($"{at}.high", $"{threshold.High} must be between 1 and 100")],
            { Low: < 0 or > 99 } => [new SpecProblem($"{at}.low", $"{threshold.Low} must be between 0 and 99")],
            _ when threshold.Low >= threshold.High =>
            [
                new SpecProblem($"{at}.low", $"{threshold.Low} must be less than high, which is {threshold.High}"),
            ],
            _ => [],
        };
}
