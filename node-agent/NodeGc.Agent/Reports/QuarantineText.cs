using NodeGc.Collector;
using Spectre.Console;

namespace NodeGc.Agent.Reports;

/// <summary>Writes for people what the quarantine holds and what was deleted of it.</summary>
internal static class QuarantineText
{
    public static void Write(IAnsiConsole console, QuarantineDocument quarantine)
    {
        if (quarantine.Items.IsEmpty)
        {
            console.WriteLine($"The quarantine of {quarantine.DataRoot} is empty.");
            return;
        }

        var table = Texts.Table("RUN", "CLASS", "SIZE", "MOVED", "UNTIL", "PATH");
        foreach (var item in quarantine.Items)
            table.Row(item.Run, item.Class, Texts.Size(item.Bytes), Instant.Format(item.MovedAt), Instant.Format(item.ExpiresAt), item.Path);
        console.Write(table);
        console.WriteLine($"The quarantine of {quarantine.DataRoot} holds {Texts.Amount(quarantine.Total)}. To put one back: nodegc-agent restore --run RUN --item PATH");
    }

    public static void Write(IAnsiConsole console, EvictionDocument eviction)
    {
        if (eviction.Outcomes.IsEmpty) console.WriteLine("Nothing to delete.");
        else console.WriteOutcomes(eviction.Outcomes);
        if (eviction.IsDryRun) console.WriteLine("This was a dry run: nothing was touched. Give --yes to delete these for good.");
        else console.WriteLine($"{Texts.Amount(eviction.Deleted)} deleted for good, {Texts.Size(eviction.ReclaimedBytes)} reclaimed.");
    }
}
