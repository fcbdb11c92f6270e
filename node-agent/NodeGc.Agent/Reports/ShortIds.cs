using System.Text.RegularExpressions;

namespace NodeGc.Agent.Reports;

/// <summary>Ids as <c>docker</c> abbreviates them. What is abbreviated so is still understood by <c>explain</c>,
/// <c>restore</c> and <c>evict</c>.</summary>
internal static partial class ShortIds
{
    /// <summary>How many digits of an id are shown.</summary>
    public const int Length = 12;

    /// <summary>The text with every id in it abbreviated, in paths and names as well.</summary>
    public static string In(string text) => text.Length <= Length ? text : Id().Replace(text, "$1");

    /// <summary>An algorithm in front says nothing to people. A digest behind a name is part of it: a registry takes it
    /// in full only.</summary>
    [GeneratedRegex(
        "(?<![0-9a-f]|@sha256:)(?:(?<!@)sha256:)?([0-9a-f]{12})[0-9a-f]{52}(?![0-9a-f])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Id();
}
