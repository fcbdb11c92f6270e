namespace NodeGc.Operator.Reporting;

/// <summary>
/// Cuts texts that others wrote. JSON may take six bytes for a character, and fifty nodes with all else must stay below 100 KB; the whole
/// text stands on the node's own object.
/// </summary>
internal static class ShortText
{
    /// <summary>Most characters of a node's message.</summary>
    public const int NodeMessage = 200;

    /// <summary>Most characters of a condition's or an event's message.</summary>
    public const int Sentence = 500;

    public static string? OrNull(string? text, int most) => string.IsNullOrEmpty(text) ? null : Of(text, most);

    public static string Of(string text, int most)
    {
        if (text.Length <= most) return text;
        // Half of a surrogate pair is not text.
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }

    /// <summary>The first few of many names: <c>n1, n2, n3 and 4 more</c>.</summary>
    public static string Names(IReadOnlyList<string> names)
    {
        const int shown = 3;
        var first = string.Join(", ", names.Take(shown));
        return names.Count <= shown ? first : $"{first} and {names.Count - shown} more";
    }
}
