namespace NodeGc.Agent.Reports;

/// <summary>A plain table suited to pipes: no borders, no trailing blanks. On a page of limited width, IDs are
/// abbreviated and the widest columns are truncated until it fits.</summary>
internal sealed class TextTable(params string[] headings)
{
    private const string Between = "  ";
    private const string Cut = "…";

    /// <summary>No column is truncated to less than this, so that IDs stay whole, or to less than its
    /// heading.</summary>
    private const int Narrowest = 12;

    /// <summary>The last column can be truncated further.</summary>
    private const int NarrowestLast = 8;

    private readonly List<string[]> rows = [headings];

    public TextTable Row(params string[] cells)
    {
        rows.Add(cells);
        return this;
    }

    /// <summary>The heading and the rows, none longer than <paramref name="width"/> if possible; null = not
    /// truncated.</summary>
    public IEnumerable<string> ToLines(int? width)
    {
        var shown = width is null ? rows : [.. rows.Select(row => row.Select(ShortIds.In).ToArray())];
        int[] widths = [.. headings.Select((_, column) => shown.Max(row => row[column].Length))];
        if (width is { } most)
            Narrow(widths, most);
        return shown.Select(row =>
            string.Join(Between, row.Select((cell, column) => Fit(cell, widths[column]))).TrimEnd(' ')
        );
    }

    private void Narrow(int[] widths, int most)
    {
        while (widths.Sum() + (Between.Length * (widths.Length - 1)) is var all && all > most)
        {
            var widest = Enumerable
                .Range(0, widths.Length)
                .OrderByDescending(column => widths[column] - LeastOf(column))
                .ThenByDescending(column => column)
                .First();
            if (widths[widest] <= LeastOf(widest))
                return;
            widths[widest]--;
        }
    }

    private int LeastOf(int column) =>
        column == headings.Length - 1 ? NarrowestLast : Math.Max(Narrowest, headings[column].Length);

    private static string Fit(string cell, int width)
    {
        if (cell.Length <= width)
            return cell.PadRight(width);
        var end = width - Cut.Length;
        return cell[..(char.IsHighSurrogate(cell[end - 1]) ? end - 1 : end)].PadRight(end) + Cut;
    }
}
