using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodeGc.Api.Cleanups;

namespace NodeGc.Api.Rules;

/// <summary>
/// Rules for <c>protect</c>. A pin that can match nothing is refused: its author believes that something is safe, and
/// it is not.
/// </summary>
internal static partial class ProtectRules
{
    public static IEnumerable<SpecProblem> Check(string at, ProtectSpec protect) =>
        [
            .. CheckImages($"{at}.images", protect.Images),
            .. Each($"{at}.volumes", protect.Volumes, FindVolumeProblem),
            .. Each($"{at}.containers", protect.Containers, FindContainerProblem),
            .. Each($"{at}.labels", protect.Labels, FindLabelProblem),
        ];

    /// <summary>Patterns of image names anywhere in a spec.</summary>
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
            : $"'{pattern}' can match no volume; a pattern has letters, digits and - _ ., with * for any characters and ? for one";

    /// <summary>Docker shows names with a slash in front as well.</summary>
    private static string? FindContainerProblem(string pattern) =>
        ContainerPattern().IsMatch(pattern)
            ? null
            : $"'{pattern}' can match no container; a pattern has letters, digits and - _ ., "
                + "with * for any characters and ? for one";

    private static string? FindLabelProblem(string label) =>
        Label().IsMatch(label)
            ? null
            : $"'{label}' is not a label; write key or key=value, without spaces in the key; patterns are not supported here";

    [GeneratedRegex(@"\A[A-Za-z0-9_.*?-]+\z")]
    private static partial Regex VolumePattern();

    [GeneratedRegex(@"\A/?[A-Za-z0-9_.*?-]+\z")]
    private static partial Regex ContainerPattern();

    [GeneratedRegex(@"\A[^\s=*?]+(?:=[^\r\n*]*)?\z")]
    private static partial Regex Label();
}
