using System.Globalization;

namespace NodeGc.Agent.Reports;

/// <summary>Writes a gap for people.</summary>
internal static class GapText
{
    private const int MostLogs = 10;

    public static void Write(Page page, GapDocument gap)
    {
        page.WriteHeading("On disk, and what the engine admits to");
        var table = new TextTable("PART", "ITEMS", "ON DISK", "INODES", "ADMITTED");
        foreach (var part in gap.Parts)
            table.Row(
                part.Part,
                $"{part.Items}",
                Texts.Size(part.OnDisk.Bytes),
                $"{part.OnDisk.Inodes}",
                Texts.Size(part.Admitted.Bytes)
            );
        table.Row("all", "", Texts.Size(gap.OnDisk.Bytes), $"{gap.OnDisk.Inodes}", Texts.Size(gap.Admitted.Bytes));
        page.Write(table);
        page.WriteLine($"The gap: {Texts.Size(gap.Difference.Bytes)} in {gap.Difference.Inodes} inodes.");
        if (gap.Outside is { } outside)
            WriteOutside(page, outside);
        foreach (var note in gap.Notes)
            page.WriteLine($"Not measured: {note}");
        WriteLogs(page, gap);
        WriteDeleted(page, gap);
    }

    private static void WriteOutside(Page page, OutsideDocument outside)
    {
        var inodes = outside.OnDisk?.Inodes.ToString(CultureInfo.InvariantCulture) ?? "?";
        page.WriteLine(
            $"Outside the data root, not counted above: {Texts.Size(outside.OnDisk?.Bytes)} in {inodes} inodes below "
                + $"{outside.Path}: the images and layers of this engine, and whatever else that containerd keeps."
        );
    }

    private static void WriteLogs(Page page, GapDocument gap)
    {
        if (gap.Logs.IsEmpty)
            return;
        page.WriteHeading("Largest logs of containers, rotated files included");
        var table = new TextTable("SIZE", "FILES", "CONTAINER", "POD", "ID");
        foreach (var log in gap.Logs.Take(MostLogs))
            table.Row(Texts.Size(log.Bytes), $"{log.Files}", log.Container, log.Pod ?? "", log.Id);
        page.Write(table);
    }

    private static void WriteDeleted(Page page, GapDocument gap)
    {
        if (gap.DeletedOpen.IsEmpty)
            return;
        page.WriteHeading("Deleted but open: the space comes back when the process closes them");
        var table = new TextTable("SIZE", "PROCESS", "CONTAINER", "POD", "PATH");
        foreach (var file in gap.DeletedOpen)
            table.Row(
                Texts.Size(file.Bytes),
                $"{file.Pid} ({file.Process})",
                file.Container ?? "",
                file.Pod ?? "",
                file.Path
            );
        page.Write(table);
    }
}
