namespace NodeGc.Agent.Reports;

/// <summary>What a report for people is written to.</summary>
/// <param name="writer">Where the lines go.</param>
/// <param name="width">What its tables keep to; null = they show everything in full, however wide they get.</param>
/// <param name="isBold">Whether headings may be set in bold: a terminal understands it, a file does not.</param>
internal sealed class Page(TextWriter writer, int? width, bool isBold = false)
{
    /// <summary>The width of what is no terminal, such as a log.</summary>
    public const int PlainWidth = 120;

    public void WriteLine(string text = "") => writer.WriteLine(Printable(text));

    public void WriteBold(string text) => writer.WriteLine(isBold ? $"\e[1m{Printable(text)}\e[0m" : Printable(text));

    public void WriteHeading(string text)
    {
        WriteLine();
        WriteBold(text);
    }

    public void Write(TextTable table)
    {
        foreach (var line in table.ToLines(width))
            WriteLine(line);
    }

    /// <summary>Names come from the disk and from whoever made an image: they must not steer a terminal.</summary>
    private static string Printable(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter))
            : text;
}
