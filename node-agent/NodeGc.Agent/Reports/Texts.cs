using NodeGc.Collector;
using Spectre.Console;

namespace NodeGc.Agent.Reports;

/// <summary>How the text reports look: plain tables that survive a pipe, nothing wrapped, nothing cut.</summary>
internal static class Texts
{
    private const int MostNamed = 5;

    public static Table Table(params string[] headings)
    {
        var table = new Table().Border(TableBorder.None).LeftAligned();
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(Markup.Escape(heading)).NoWrap().PadLeft(0).PadRight(2));
        return table;
    }

    public static Table Row(this Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => new Text(cell))]);

    public static void Heading(this IAnsiConsole console, string text)
    {
        console.WriteLine();
        console.WriteLine(text, new Style(decoration: Decoration.Bold));
    }

    public static string Size(long? bytes) => bytes is { } known ? new Bytes(known).ToString() : "?";

    /// <summary>The first few of <paramref name="names"/>, and how many there are beyond.</summary>
    public static string Some(IReadOnlyCollection<string> names, int more = 0)
    {
        more += Math.Max(0, names.Count - MostNamed);
        return string.Join(", ", names.Take(MostNamed)) + (more == 0 ? "" : $" and {more} more");
    }

    public static string Amount(AmountDocument amount) => $"{amount.Items} ({Size(amount.Bytes)})";
}
