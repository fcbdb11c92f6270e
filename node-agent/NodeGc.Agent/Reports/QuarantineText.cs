using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>Writes the contents of the quarantine, and what was deleted from it, as text.</summary>
internal static class QuarantineText
{
    public static void Write(Page page, QuarantineDocument quarantine)
    {
        if (quarantine.Items.IsEmpty)
        {
            page.WriteLine($"The quarantine of {quarantine.DataRoot} is empty.");
            return;
        }

        var table = new TextTable("RUN", "CLASS", "SIZE", "QUARANTINED", "EXPIRES", "PATH");
        foreach (var item in quarantine.Items)
            table.Row(
                item.Run,
                item.Class,
                Formatting.Size(item.Bytes),
                Instant.Format(item.MovedAt),
                Instant.Format(item.ExpiresAt),
                item.Path
            );
        page.Write(table);
        page.WriteLine($"Quarantine of {quarantine.DataRoot}: {Formatting.Items(quarantine.Total)}.");
        page.WriteLine($"To restore an item: nodegc-agent restore --run RUN --item PATH{page.StoreOptions}");
    }

    public static void Write(Page page, EvictionDocument eviction)
    {
        if (eviction.Outcomes.IsEmpty)
            page.WriteLine("Nothing to delete.");
        else
            page.WriteOutcomes(eviction.Outcomes);
        if (eviction.IsDryRun)
            page.WriteLine("Dry run: nothing was deleted. Use --yes to permanently delete these items.");
        else
            page.WriteLine(
                $"{Formatting.Items(eviction.Deleted)} permanently deleted, "
                    + $"{Formatting.Size(eviction.ReclaimedBytes)} reclaimed."
            );
    }
}
