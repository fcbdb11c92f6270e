using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>
/// Regular expressions as the real server reads them: RE2, which has no look-around and no back-references, and whose
/// <c>$</c> is the very end of the text.
/// </summary>
internal static class Patterns
{
    private static readonly ConcurrentDictionary<string, Regex> Compiled = [];

    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    /// <exception cref="NotSupportedException">RE2 could not run it.</exception>
    public static Regex Compile(string pattern) =>
        Compiled.GetOrAdd(pattern, static text => new Regex(
            WithAbsoluteEnd(text),
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
        ));

    private static string WithAbsoluteEnd(string pattern) =>
        pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal) ? pattern[..^1] + "\\z" : pattern;
}
