using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>Writes for people what a sweep or a restore did.</summary>
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
                    ? "This was a dry run: nothing was touched. Give --yes to carry it out."
                    : "This was a dry run: nothing was touched."
            );
            return;
        }

        page.WriteOutcomes(clean.Outcomes);
        var (kept, gone) = (Texts.Amount(clean.Quarantined), Texts.Amount(clean.Reclaimed));
        page.WriteLine($"Run {clean.Run}: {kept} in quarantine, {gone} gone from the disk.");
        if (clean.Quarantined.Items > 0)
            page.WriteLine($"To put it back: nodegc-agent restore --run {clean.Run}");
        foreach (var note in clean.Notes)
            page.WriteLine($"Note: {note}");
        if (clean.Ended is { } why)
            page.WriteLine($"The sweep ended early: {why}");
    }

    public static void Write(Page page, RestoreDocument restore)
    {
        if (restore.Items.IsEmpty)
            page.WriteLine("Nothing to restore.");
        else
            page.WriteOutcomes(restore.Items);
    }

    /// <summary>What failed, and how to have an image again, is told in full as well: whoever has run this cannot run
    /// it again to read the rest of a
    /// line.</summary>
    internal static void WriteOutcomes(this Page page, ImmutableArray<OutcomeDocument> outcomes)
    {
        var table = new TextTable("OUTCOME", "SIZE", "PATH", "MESSAGE");
        foreach (var outcome in outcomes)
            table.Row(outcome.Outcome, Texts.Size(outcome.Bytes), outcome.Path, outcome.Message);
        page.Write(table);
        foreach (var told in outcomes.Where(IsToldInFull))
            page.WriteLine($"{told.Outcome}: {told.Path}: {told.Message}");
    }

    private static bool IsToldInFull(OutcomeDocument outcome) =>
        outcome.Outcome == "Failed"
        || (outcome.Outcome == "Deleted" && outcome.Message.Contains(" pull ", StringComparison.Ordinal));
}
