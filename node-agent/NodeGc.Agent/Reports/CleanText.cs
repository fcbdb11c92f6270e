using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>Writes the result of a sweep or a restore as text.</summary>
internal static class CleanText
{
    public static void Write(Page page, CleanDocument clean)
    {
        PlanText.Write(page, clean.Plan);
        page.WriteLine();
        if (clean.Run is null)
        {
            if (!clean.Outcomes.IsEmpty)
                page.WriteOutcomes(clean.Outcomes);
            page.WriteLine(
                clean.Plan.CleanRefuses is null
                    ? "Dry run: nothing was removed. Use --yes to apply."
                    : "Dry run: nothing was removed."
            );
            return;
        }

        page.WriteOutcomes(clean.Outcomes);
        var (quarantined, deleted) = (Formatting.Items(clean.Quarantined), Formatting.Items(clean.Reclaimed));
        page.WriteLine($"Run {clean.Run}: {quarantined} quarantined, {deleted} permanently deleted.");
        if (clean.Quarantined.Items > 0)
            page.WriteLine($"To restore: nodegc-agent restore --run {clean.Run}{page.StoreOptions}");
        foreach (var note in clean.Notes)
            page.WriteLine($"Note: {note}");
        if (clean.Ended is { } why)
            page.WriteLine($"Stopped early: {why}");
    }

    public static void Write(Page page, RestoreDocument restore)
    {
        if (restore.Items.IsEmpty)
            page.WriteLine("Nothing to restore.");
        else
            page.WriteOutcomes(restore.Items);
    }

    /// <summary>Failures, and how to pull a removed image again, are also printed in full if the table may truncate
    /// them: the command cannot be run again to read the rest of a message.</summary>
    internal static void WriteOutcomes(this Page page, ImmutableArray<OutcomeDocument> outcomes)
    {
        var table = new TextTable("OUTCOME", "SIZE", "PATH", "MESSAGE");
        foreach (var outcome in outcomes)
            table.Row(outcome.Outcome, Formatting.Size(outcome.Bytes), outcome.Path, outcome.Message);
        page.Write(table);
        var important = outcomes.Where(outcome => outcome.IsShownInFull).ToList();
        if (important.Count == 0 || !page.IsTruncating)
            return;
        page.WriteHeading("Messages in full");
        foreach (var outcome in important)
            page.WriteLine($"{outcome.Outcome}: {outcome.Path}: {outcome.Message}");
        page.WriteLine();
    }
}
