namespace NodeGc.Api.Formats;

/// <summary>
/// Cuts texts that others wrote to what their place holds. JSON may take six bytes for a character, and objects must
/// stay small; the whole text stands where it was said.
/// </summary>
public static class ShortText
{
    /// <summary>At most <paramref name="most"/> characters of <paramref name="text"/>, with an ellipsis in place of the
    /// rest.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">2 or more.</param>
    public static string Of(string text, int most)
    {
        if (text.Length <= most)
            return text;
        // Half of a surrogate pair is not text.
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }

    /// <summary>As <see cref="Of"/>; null for no text.</summary>
    public static string? OrNull(string? text, int most) => string.IsNullOrEmpty(text) ? null : Of(text, most);

    /// <summary>The first few of many names: <c>n1, n2, n3 and 4 more</c>.</summary>
    public static string Names(IReadOnlyList<string> names)
    {
        const int shown = 3;
        var first = string.Join(", ", names.Take(shown));
        return names.Count <= shown ? first : $"{first} and {names.Count - shown} more";
    }
}
