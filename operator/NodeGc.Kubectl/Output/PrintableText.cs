namespace NodeGc.Kubectl.Output;

/// <summary>Names come from disks and image authors: they must not control the terminal.</summary>
internal static class PrintableText
{
    /// <summary>The text on one line, with a replacement character for each control character.</summary>
    public static string Of(string text) => Replace(text, char.IsControl);

    /// <summary>The same for a text of several lines.</summary>
    public static string OfLines(string text) => Replace(text, letter => letter != '\n' && char.IsControl(letter));

    private static string Replace(string text, Func<char, bool> isReplaced) =>
        text.Any(isReplaced) ? string.Concat(text.Select(letter => isReplaced(letter) ? '\uFFFD' : letter)) : text;
}
