namespace NodeGc.Agent.Reports;

/// <summary>Writes a scan as text.</summary>
internal static class ScanText
{
    public static void Write(Page page, ScanDocument scan)
    {
        FindingsText.WriteStore(page, scan.Store);
        WriteClasses(page, scan);
        if (scan.DiskUsage is { } usage)
            DiskUsageText.Write(page, usage);
        WriteGarbage(page, scan);
        FindingsText.WriteLeftovers(page, scan.Leftovers);
        FindingsText.WriteDoubts(page, scan.Doubts);
        FindingsText.WriteEvidence(page, scan.Evidence);
    }

    private static void WriteClasses(Page page, ScanDocument scan)
    {
        page.WriteHeading("Usage by class (reclaimable: freed if everything unused were removed)");
        var table = new TextTable("CLASS", "TOTAL", "SIZE", "IN USE", "UNUSED", "RECLAIMABLE");
        foreach (var line in scan.Classes)
            table.Row(
                line.Class,
                $"{line.Total.Items}",
                Formatting.Size(line.Total.Bytes),
                $"{line.InUse.Items}",
                Unused(line),
                Reclaimable(line)
            );
        page.Write(table);
    }

    private static string Unused(ClassDocument line) =>
        line.Dangling is > 0 and var dangling ? $"{line.Unused.Items} ({dangling} dangling)" : $"{line.Unused.Items}";

    /// <summary>With its percentage, as in <c>docker system df</c>.</summary>
    private static string Reclaimable(ClassDocument line) =>
        (line.ReclaimableBytes, line.Total.Bytes) switch
        {
            ({ } free, > 0 and { } all) => $"{Formatting.Size(free)} ({free * 100 / all}%)",
            var (free, _) => Formatting.Size(free),
        };

    private static void WriteGarbage(Page page, ScanDocument scan)
    {
        if (scan.Garbage.IsEmpty)
            return;
        page.WriteHeading("Garbage (unreferenced)");
        var table = new TextTable("SIZE", "CLASS", "SCANS", "CHANGED", "PATH", "HELD BY");
        foreach (var item in scan.Garbage)
        {
            var changed = Collector.Instant.Format(item.LastChanged);
            table.Row(
                Formatting.Size(item.Bytes),
                item.Class,
                $"{item.ScanCount}",
                changed,
                item.Path,
                item.KeptBy ?? ""
            );
        }

        page.Write(table);
    }
}
