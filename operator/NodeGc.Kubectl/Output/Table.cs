using System.Collections.Immutable;

namespace NodeGc.Kubectl.Output;

/// <summary>A table as kubectl prints it: columns as wide as their longest cell and three blanks, never
/// truncated.</summary>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">A cell for each column; null is shown as <c>&lt;none&gt;</c>.</param>
internal sealed record Table(ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<string?>> Rows)
{
    private const int Padding = 3;
    private const int MinWidth = 6;
    private const string None = "<none>";

    /// <summary>The lines without trailing blanks.</summary>
    /// <param name="isWide">Whether to show all columns.</param>
    /// <param name="hasHeadings">Whether to show the headings.</param>
    public IEnumerable<string> ToLines(bool isWide, bool hasHeadings)
    {
        int[] shown = [.. Enumerable.Range(0, Columns.Length).Where(index => isWide || !Columns[index].IsWide)];
        var lines = Rows.Select(row => shown.Select(index => Cell(row[index])).ToArray()).ToList();
        if (hasHeadings)
            lines.Insert(0, [.. shown.Select(index => Columns[index].Heading)]);
        int[] widths =
        [
            .. shown.Select(
                (_, at) => Math.Max(MinWidth, lines.Select(line => line[at].Length).DefaultIfEmpty().Max() + Padding)
            ),
        ];
        return lines.Select(line => string.Concat(line.Select((cell, at) => cell.PadRight(widths[at]))).TrimEnd(' '));
    }

    private static string Cell(string? text) => string.IsNullOrEmpty(text) ? None : PrintableText.Of(text);
}
