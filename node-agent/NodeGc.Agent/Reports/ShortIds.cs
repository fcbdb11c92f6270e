using System.Text.RegularExpressions;

namespace NodeGc.Agent.Reports;

/// <summary>IDs abbreviated as by <c>docker</c>. They are still accepted by <c>explain</c>,
/// <c>restore</c> and <c>evict</c>.</summary>
internal static partial class ShortIds
{
    /// <summary>How many digits of an ID are shown.</summary>
    public const int Length = 12;

    /// <summary>The text with every ID in it abbreviated, in paths and names as well.</summary>
    public static string In(string text) => text.Length <= Length ? text : Id().Replace(text, "$1");

    /// <summary>The algorithm prefix is dropped. A digest after an image name is kept: a registry accepts it only in
    /// full.</summary>
    [GeneratedRegex(
        "(?<![0-9a-f]|@sha256:)(?:(?<!@)sha256:)?([0-9a-f]{12})[0-9a-f]{52}(?![0-9a-f])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Id();
}
