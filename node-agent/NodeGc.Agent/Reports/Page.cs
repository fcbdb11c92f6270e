namespace NodeGc.Agent.Reports;

/// <summary>The page that a text report is written to.</summary>
/// <param name="writer">Where the lines go.</param>
/// <param name="width">Maximum width of tables; null = never truncated.</param>
/// <param name="isBold">Whether headings are bold: for terminals only.</param>
internal sealed class Page(TextWriter writer, int? width, bool isBold = false)
{
    /// <summary>The width if the output is not a terminal, such as a log.</summary>
    public const int PlainWidth = 120;

    /// <summary>The options that commands to run next need, with a blank in front: those of this store.</summary>
    public string StoreOptions { get; init; } = "";

    /// <summary>Whether tables may be truncated.</summary>
    public bool IsTruncating => width is not null;

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

    /// <summary>Names come from the disk and from image authors: they must not control the terminal.</summary>
    private static string Printable(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter))
            : text;
}
