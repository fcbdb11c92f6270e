using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Rules;

/// <summary>Rules for <c>when</c>. The ranges are repeated from the schema, because a server may have a different
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
                    "must set at least one of diskUsagePercent, diskFree, inodeUsagePercent; otherwise remove it"
                ),
            ],
            _ =>
            [
                .. Threshold($"{at}.diskUsagePercent", when.DiskUsagePercent),
                .. when.DiskFree is { } free ? Free($"{at}.diskFree", free) : [],
                .. Threshold($"{at}.inodeUsagePercent", when.InodeUsagePercent),
            ],
        };

    /// <summary>The opposite of a usage percentage: little free space means full, so cleaning starts at low.</summary>
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
            yield return new SpecProblem($"{at}.low", $"'{free.Low}' is never reached; set how much must stay free");
        else if (enough <= least)
            yield return new SpecProblem(
                $"{at}.high",
                $"'{free.High}' must be more than low ({free.Low}): cleaning starts below low and stops at high"
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
                new SpecProblem($"{at}.low", $"{threshold.Low} must be less than high ({threshold.High})"),
            ],
            _ => [],
        };
}
