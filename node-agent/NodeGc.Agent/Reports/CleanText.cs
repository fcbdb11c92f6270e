using Spectre.Console;

namespace NodeGc.Agent.Reports;

/// <summary>Writes for people what a sweep or a restore did.</summary>
internal static class CleanText
{
    public static void Write(IAnsiConsole console, CleanDocument clean)
    {
        PlanText.Write(console, clean.Plan);
        console.WriteLine();
        if (clean.Run is null)
        {
            if (!clean.Outcomes.IsEmpty) console.WriteOutcomes(clean.Outcomes);
            console.WriteLine("This was a dry run: nothing was touched. Give --yes to carry it out.");
            return;
        }

        console.WriteOutcomes(clean.Outcomes);
        console.WriteLine($"Run {clean.Run}: {Texts.Amount(clean.Quarantined)} in quarantine, {Texts.Amount(clean.Reclaimed)} gone from the disk.");
        if (clean.Quarantined.Items > 0) console.WriteLine($"To put it back: nodegc-agent restore --run {clean.Run}");
        foreach (var note in clean.Notes) console.WriteLine($"Note: {note}");
        if (clean.Ended is { } why) console.WriteLine($"The sweep ended early: {why}");
    }

    public static void Write(IAnsiConsole console, RestoreDocument restore)
    {
        if (restore.Items.IsEmpty) console.WriteLine("Nothing to restore.");
        else console.WriteOutcomes(restore.Items);
    }

    internal static void WriteOutcomes(this IAnsiConsole console, IEnumerable<OutcomeDocument> outcomes)
    {
        var table = Texts.Table("OUTCOME", "SIZE", "PATH", "");
        foreach (var outcome in outcomes) table.Row(outcome.Outcome, Texts.Size(outcome.Bytes), outcome.Path, outcome.Message);
        console.Write(table);
    }
}
