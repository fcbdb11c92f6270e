using System.Text.RegularExpressions;

namespace NodeGc.Scenarios.Monitoring;

/// <summary>Splits a command line as a shell does, as far as documents need it: spaces and single quotes.</summary>
internal static partial class ShellWords
{
    public static IReadOnlyList<string> Split(string line) =>
        [.. Word().Matches(line).Select(match => match.Value.Replace("'", "", StringComparison.Ordinal))];

    [GeneratedRegex("(?:[^ ']|'[^']*')+")]
    private static partial Regex Word();
}
