using NodeGc.Api.Cleanups;

namespace NodeGc.Api.Rules;

/// <summary>Rules for <c>when</c>; the ranges are those of the schema, said again for servers that hold another one.</summary>
internal static class WhenRules
{
    public static IEnumerable<SpecProblem> Check(string at, WhenSpec? when) => when switch
    {
        null => [],
        { DiskUsagePercent: null, InodeUsagePercent: null } => [new SpecProblem(at, "names no threshold; name diskUsagePercent or inodeUsagePercent, or leave it out")],
        _ => [.. Threshold($"{at}.diskUsagePercent", when.DiskUsagePercent), .. Threshold($"{at}.inodeUsagePercent", when.InodeUsagePercent)],
    };

    private static IEnumerable<SpecProblem> Threshold(string at, ThresholdSpec? threshold) => threshold switch
    {
        null => [],
        { High: < 1 or > 100 } => [new SpecProblem($"{at}.high", $"{threshold.High} must be between 1 and 100")],
        { Low: < 0 or > 99 } => [new SpecProblem($"{at}.low", $"{threshold.Low} must be between 0 and 99")],
        _ when threshold.Low >= threshold.High => [new SpecProblem($"{at}.low", $"{threshold.Low} must be less than high, which is {threshold.High}")],
        _ => [],
    };
}
