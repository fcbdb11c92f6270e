namespace NodeGc.Collector.Policies;

/// <summary>Patterns of <see cref="Protection"/>: <c>*</c> matches any run of characters, <c>?</c> one
/// character.</summary>
public static class Glob
{
    /// <summary>True if <paramref name="pattern"/> matches the whole of <paramref name="text"/>, case-sensitively.
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
