using Spectre.Console;

namespace NodeGc.Agent.Reports;

/// <summary>Writes a gap for people.</summary>
internal static class GapText
{
    public static void Write(IAnsiConsole console, GapDocument gap)
    {
        console.Heading("On disk, and what the engine admits to");
        var table = Texts.Table("PART", "ITEMS", "ON DISK", "INODES", "ADMITTED");
        foreach (var part in gap.Parts)
            table.Row(part.Part, $"{part.Items}", Texts.Size(part.OnDisk.Bytes), $"{part.OnDisk.Inodes}", Texts.Size(part.Admitted.Bytes));
        table.Row("all", "", Texts.Size(gap.OnDisk.Bytes), $"{gap.OnDisk.Inodes}", Texts.Size(gap.Admitted.Bytes));
        console.Write(table);
        console.WriteLine($"The gap: {Texts.Size(gap.Difference.Bytes)} in {gap.Difference.Inodes} inodes.");
        foreach (var note in gap.Notes) console.WriteLine($"Not measured: {note}");
        WriteDeleted(console, gap);
    }

    private static void WriteDeleted(IAnsiConsole console, GapDocument gap)
    {
        if (gap.DeletedOpen.IsEmpty) return;
        console.Heading("Deleted but open: the space comes back when the process closes them");
        var table = Texts.Table("SIZE", "PROCESS", "CONTAINER", "POD", "PATH");
        foreach (var file in gap.DeletedOpen)
            table.Row(Texts.Size(file.Bytes), $"{file.Pid} ({file.Process})", file.Container ?? "", file.Pod ?? "", file.Path);
        console.Write(table);
    }
}
