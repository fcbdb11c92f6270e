using System.Globalization;

namespace NodeGc.Agent.Reports;

/// <summary>Writes the disk usage of a data root as text.</summary>
internal static class DiskUsageText
{
    private const int MostLogs = 10;

    public static void Write(Page page, DiskUsageDocument usage)
    {
        page.WriteHeading("Disk usage, and what `docker system df` accounts for");
        var table = new TextTable("PART", "ITEMS", "ON DISK", "INODES", "ACCOUNTED FOR");
        foreach (var part in usage.Parts)
            table.Row(
                part.Part,
                $"{part.Items}",
                Texts.Size(part.OnDisk.Bytes),
                $"{part.OnDisk.Inodes}",
                Texts.Size(part.AccountedFor.Bytes)
            );
        table.Row(
            "all",
            "",
            Texts.Size(usage.OnDisk.Bytes),
            $"{usage.OnDisk.Inodes}",
            Texts.Size(usage.AccountedFor.Bytes)
        );
        page.Write(table);
        page.WriteLine($"Unaccounted: {Texts.Size(usage.Unaccounted.Bytes)} in {usage.Unaccounted.Inodes} inodes.");
        if (usage.Outside is { } outside)
            WriteOutside(page, outside);
        foreach (var note in usage.Notes)
            page.WriteLine($"Not measured: {note}");
        WriteLogs(page, usage);
        WriteDeleted(page, usage);
    }

    private static void WriteOutside(Page page, OutsideDocument outside)
    {
        var inodes = outside.OnDisk?.Inodes.ToString(CultureInfo.InvariantCulture) ?? "?";
        page.WriteLine(
            $"Outside the data root, not counted above: {Texts.Size(outside.OnDisk?.Bytes)} in {inodes} inodes below "
                + $"{outside.Path}: the images and layers of this engine, and whatever else that containerd keeps."
        );
    }

    private static void WriteLogs(Page page, DiskUsageDocument usage)
    {
        if (usage.Logs.IsEmpty)
            return;
        page.WriteHeading("Largest logs of containers, rotated files included");
        var table = new TextTable("SIZE", "FILES", "CONTAINER", "POD", "ID");
        foreach (var log in usage.Logs.Take(MostLogs))
            table.Row(Texts.Size(log.Bytes), $"{log.Files}", log.Container, log.Pod ?? "", log.Id);
        page.Write(table);
    }

    private static void WriteDeleted(Page page, DiskUsageDocument usage)
    {
        if (usage.DeletedOpenFiles.IsEmpty)
            return;
        page.WriteHeading("Deleted but open: the space comes back when the process closes them");
        var table = new TextTable("SIZE", "PROCESS", "CONTAINER", "POD", "PATH");
        foreach (var file in usage.DeletedOpenFiles)
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
