using System.Globalization;

namespace NodeGc.Agent.Reports;

/// <summary>Writes disk usage as text.</summary>
internal static class DiskUsageText
{
    private const int MaxLogs = 10;

    public static void Write(Page page, DiskUsageDocument usage)
    {
        page.WriteHeading("Disk usage by part, compared with docker system df");
        var table = new TextTable("PART", "ITEMS", "ON DISK", "INODES", "ACCOUNTED FOR");
        foreach (var part in usage.Parts)
            table.Row(
                part.Part,
                $"{part.Items}",
                Formatting.Size(part.OnDisk.Bytes),
                $"{part.OnDisk.Inodes}",
                Formatting.Size(part.AccountedFor.Bytes)
            );
        table.Row(
            "total",
            "",
            Formatting.Size(usage.OnDisk.Bytes),
            $"{usage.OnDisk.Inodes}",
            Formatting.Size(usage.AccountedFor.Bytes)
        );
        page.Write(table);
        page.WriteLine(
            "Unaccounted (on disk, but not in docker system df): "
                + $"{Formatting.Size(usage.Unaccounted.Bytes)}, {usage.Unaccounted.Inodes} inodes."
        );
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
            $"Outside the data root, not included above: {Formatting.Size(outside.OnDisk?.Bytes)}, {inodes} inodes in "
                + $"{outside.Path}: the images and layers of this daemon, and everything else containerd stores there."
        );
    }

    private static void WriteLogs(Page page, DiskUsageDocument usage)
    {
        if (usage.Logs.IsEmpty)
            return;
        page.WriteHeading("Largest container logs, including rotated files");
        var table = new TextTable("SIZE", "FILES", "CONTAINER", "POD", "ID");
        foreach (var log in usage.Logs.Take(MaxLogs))
            table.Row(Formatting.Size(log.Bytes), $"{log.Files}", log.Container, log.Pod ?? "", log.Id);
        page.Write(table);
    }

    private static void WriteDeleted(Page page, DiskUsageDocument usage)
    {
        if (usage.DeletedOpenFiles.IsEmpty)
            return;
        page.WriteHeading("Deleted files still open (space is freed when the process closes them)");
        var table = new TextTable("SIZE", "PROCESS", "CONTAINER", "POD", "PATH");
        foreach (var file in usage.DeletedOpenFiles)
            table.Row(
                Formatting.Size(file.Bytes),
                $"{file.Pid} ({file.Process})",
                file.Container ?? "",
                file.Pod ?? "",
                file.Path
            );
        page.Write(table);
    }
}
