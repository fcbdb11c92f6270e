using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NodeGc.Operator.Dashboard.Commands;

/// <summary>Quotes a text as one word of a shell (bash, zsh), whatever it contains: paths and names are chosen by
/// whoever runs containers.</summary>
internal static partial class ShellWord
{
    public static string Quote(string text)
    {
        if (Plain().IsMatch(text))
            return text;
        // Control characters could move the cursor of a terminal, and the others change how a command is displayed.
        return text.EnumerateRunes().Any(IsHidden)
            ? EscapeHidden(text)
            : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static string EscapeHidden(string text)
    {
        var quoted = new StringBuilder("$'");
        foreach (var rune in text.EnumerateRunes())
            if (IsHidden(rune))
                quoted.Append(CultureInfo.InvariantCulture, $@"\U{rune.Value:X8}");
            else if (rune.Value is '\'' or '\\')
                quoted.Append('\\').Append(rune);
            else
                quoted.Append(rune);
        return quoted.Append('\'').ToString();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_%+=:,./@-]+\z")]
    private static partial Regex Plain();
}
