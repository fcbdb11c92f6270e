namespace NodeGc.Collector.Policies;

/// <summary>Patterns of <see cref="Protection"/>: <c>*</c> stands for any run of characters, <c>?</c> for one;
/// everything else for itself.</summary>
public static class Glob
{
    /// <summary>The first of <paramref name="patterns"/> that matches the whole of <paramref name="text"/>; null for
    /// none.</summary>
    public static string? FindMatch(IEnumerable<string> patterns, string text) =>
        patterns.FirstOrDefault(pattern => IsMatch(pattern, text));

    /// <summary>True where <paramref name="pattern"/> matches the whole of <paramref name="text"/>, case-sensitively.
    /// Linear in practice: after a mismatch only the latest star is tried again.</summary>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0,
            t = 0,
            star = -1,
            resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, resume, p) = (p, t, p + 1);
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t, resume) = (star + 1, resume + 1, resume + 1);
            else
                return false;
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
