using Spectre.Console;

namespace NodeGc.Agent.Reports;

/// <summary>Writes a scan for people.</summary>
internal static class ScanText
{
    public static void Write(IAnsiConsole console, ScanDocument scan)
    {
        FindingsText.WriteStore(console, scan.Store);
        var classes = Texts.Table("CLASS", "LIVE", "GARBAGE");
        foreach (var line in scan.Classes) classes.Row(line.Class, Texts.Amount(line.Live), Texts.Amount(line.Garbage));
        console.Heading("Directories");
        console.Write(classes);
        if (scan.Gap is { } gap) GapText.Write(console, gap);
        WriteGarbage(console, scan);
        FindingsText.WriteLeftovers(console, scan.Leftovers);
        FindingsText.WriteDoubts(console, scan.Doubts);
        FindingsText.WriteWitnesses(console, scan.Witnesses);
    }

    private static void WriteGarbage(IAnsiConsole console, ScanDocument scan)
    {
        if (scan.Garbage.IsEmpty) return;
        console.Heading("Garbage: nothing alive needs these");
        var table = Texts.Table("SIZE", "CLASS", "LOOKS", "CHANGED", "PATH", "KEPT ALL THE SAME");
        foreach (var item in scan.Garbage)
        {
            var changed = Collector.Instant.Format(item.LastChanged);
            table.Row(Texts.Size(item.Bytes), item.Class, $"{item.Looks}", changed, item.Path, item.KeptBy ?? "");
        }

        console.Write(table);
    }
}
