using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodeGc.Api.Cleanups;

namespace NodeGc.Api.Rules;

/// <summary>Rules for <c>protect</c>. A pin that cannot match anything is rejected: its author believes that something
/// is protected, and it is not.</summary>
internal static partial class ProtectRules
{
    public static IEnumerable<SpecProblem> Check(string at, ProtectSpec protect) =>
        [
            .. CheckImages($"{at}.images", protect.Images),
            .. Each($"{at}.volumes", protect.Volumes, FindVolumeProblem),
            .. Each($"{at}.containers", protect.Containers, FindContainerProblem),
            .. Each($"{at}.labels", protect.Labels, FindLabelProblem),
        ];

    /// <summary>Checks image patterns, wherever they are in a spec.</summary>
    public static IEnumerable<SpecProblem> CheckImages(string at, ImmutableArray<string> patterns) =>
        Each(at, patterns, ImagePatternRules.FindProblem);

    private static IEnumerable<SpecProblem> Each(
        string at,
        ImmutableArray<string> values,
        Func<string, string?> findProblem
    ) =>
        values
            .Select((value, index) => (Problem: findProblem(value), Field: $"{at}[{index}]"))
            .Where(found => found.Problem is not null)
            .Select(found => new SpecProblem(found.Field, found.Problem!));

    private static string? FindVolumeProblem(string pattern) =>
        VolumePattern().IsMatch(pattern)
            ? null
            : $"'{pattern}' cannot match any volume; a pattern may contain letters, digits, - _ . and the "
                + "wildcards * and ?";

    /// <summary>Docker also shows names with a leading slash.</summary>
    private static string? FindContainerProblem(string pattern) =>
        ContainerPattern().IsMatch(pattern)
            ? null
            : $"'{pattern}' cannot match any container; a pattern may contain letters, digits, - _ . and the "
                + "wildcards * and ?";

    private static string? FindLabelProblem(string label) =>
        Label().IsMatch(label)
            ? null
            : $"'{label}' is not a label; use key or key=value, without spaces in the key; wildcards are not supported";

    [GeneratedRegex(@"\A[A-Za-z0-9_.*?-]+\z")]
    private static partial Regex VolumePattern();

    [GeneratedRegex(@"\A/?[A-Za-z0-9_.*?-]+\z")]
    private static partial Regex ContainerPattern();

    [GeneratedRegex(@"\A[^\s=*?]+(?:=[^\r\n*]*)?\z")]
    private static partial Regex Label();
}
