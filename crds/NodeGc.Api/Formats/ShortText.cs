namespace NodeGc.Api.Formats;

/// <summary>Truncates texts from elsewhere to a maximum length. JSON may need six bytes per character, and objects must
/// stay small. The complete text remains at its source.</summary>
public static class ShortText
{
    /// <summary>Up to <paramref name="most"/> characters of <paramref name="text"/>, with an ellipsis in place of the
    /// rest.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">2 or more.</param>
    public static string Truncate(string text, int most)
    {
        if (text.Length <= most)
            return text;
        // Never split a surrogate pair.
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }

    /// <summary>Like <see cref="Of"/>; null for an empty text.</summary>
    public static string? OrNull(string? text, int most) => string.IsNullOrEmpty(text) ? null : Truncate(text, most);

    /// <summary>The first few of many names: <c>n1, n2, n3 and 4 more</c>.</summary>
    /// <param name="names">The names.</param>
    /// <param name="shown">How many of them are shown at most.</param>
    /// <param name="more">How many there are besides <paramref name="names"/>.</param>
    public static string Names(IReadOnlyCollection<string> names, int shown = 3, int more = 0)
    {
        more += Math.Max(0, names.Count - shown);
        return string.Join(", ", names.Take(shown)) + (more == 0 ? "" : $" and {more} more");
    }
}
