using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>Writes for people what the quarantine holds and what was deleted of it.</summary>
internal static class QuarantineText
{
    public static void Write(Page page, QuarantineDocument quarantine)
    {
        if (quarantine.Items.IsEmpty)
        {
            page.WriteLine($"The quarantine of {quarantine.DataRoot} is empty.");
            return;
        }

        var table = new TextTable("RUN", "CLASS", "SIZE", "MOVED", "UNTIL", "PATH");
        foreach (var item in quarantine.Items)
            table.Row(
                item.Run,
                item.Class,
                Texts.Size(item.Bytes),
                Instant.Format(item.MovedAt),
                Instant.Format(item.ExpiresAt),
                item.Path
            );
        page.Write(table);
        page.WriteLine(
            $"The quarantine of {quarantine.DataRoot} holds {Texts.Amount(quarantine.Total)}. "
                + "To put one back: nodegc-agent restore --run RUN --item PATH"
        );
    }

    public static void Write(Page page, EvictionDocument eviction)
    {
        if (eviction.Outcomes.IsEmpty)
            page.WriteLine("Nothing to delete.");
        else
            page.WriteOutcomes(eviction.Outcomes);
        if (eviction.IsDryRun)
            page.WriteLine("This was a dry run: nothing was touched. Give --yes to delete these for good.");
        else
            page.WriteLine(
                $"{Texts.Amount(eviction.Deleted)} deleted for good, {Texts.Size(eviction.ReclaimedBytes)} reclaimed."
            );
    }
}
