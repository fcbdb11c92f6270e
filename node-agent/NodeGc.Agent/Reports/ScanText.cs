namespace NodeGc.Agent.Reports;

/// <summary>Writes a scan for people.</summary>
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
        FindingsText.WriteWitnesses(page, scan.Witnesses);
    }

    private static void WriteClasses(Page page, ScanDocument scan)
    {
        page.WriteHeading("What each class holds, and what would be free again if all that is unused went");
        var table = new TextTable("CLASS", "TOTAL", "SIZE", "IN USE", "UNUSED", "RECLAIMABLE");
        foreach (var line in scan.Classes)
            table.Row(
                line.Class,
                $"{line.Total.Items}",
                Texts.Size(line.Total.Bytes),
                $"{line.InUse.Items}",
                Unused(line),
                Reclaimable(line)
            );
        page.Write(table);
    }

    private static string Unused(ClassDocument line) =>
        line.Dangling is > 0 and var dangling ? $"{line.Unused.Items} ({dangling} dangling)" : $"{line.Unused.Items}";

    /// <summary>With its share, as <c>docker system df</c> has it.</summary>
    private static string Reclaimable(ClassDocument line) =>
        (line.ReclaimableBytes, line.Total.Bytes) switch
        {
            ({ } free, > 0 and { } all) => $"{Texts.Size(free)} ({free * 100 / all}%)",
            var (free, _) => Texts.Size(free),
        };

    private static void WriteGarbage(Page page, ScanDocument scan)
    {
        if (scan.Garbage.IsEmpty)
            return;
        page.WriteHeading("Garbage: nothing alive needs these");
        var table = new TextTable("SIZE", "CLASS", "LOOKS", "CHANGED", "PATH", "KEPT ALL THE SAME");
        foreach (var item in scan.Garbage)
        {
            var changed = Collector.Instant.Format(item.LastChanged);
            table.Row(Texts.Size(item.Bytes), item.Class, $"{item.Looks}", changed, item.Path, item.KeptBy ?? "");
        }

        page.Write(table);
    }
}
