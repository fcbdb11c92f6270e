using NodeGc.Agent.Plans;
using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Sweeping;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of a sweep. Pure.</summary>
internal static class CleanReport
{
    private static readonly AmountDocument None = new(0, 0);

    public static CleanDocument OfDryRun(SweepPlan plan, Scan scan) =>
        new(null, PlanReport.Of(plan, scan), None, None, null, []);

    /// <summary>What of a kept plan would go, and what would not, and why.</summary>
    public static CleanDocument OfDryRun(KeptLook look) =>
        new(
            null,
            PlanReport.Of(look.Remainder.Plan, look.Scan),
            None,
            None,
            null,
            [
                .. look.Remainder.Dropped.Select(dropped =>
                    OutcomeOf(new SweptItem(dropped.Item, KeptOutcomes.Of(dropped.Item, dropped.Verdict, moved: null)))
                ),
            ]
        );

    public static CleanDocument OfNothing(string run, SweepPlan plan, Scan scan) =>
        new(run, PlanReport.Of(plan, scan), None, None, null, []);

    public static CleanDocument Of(string run, SweepPlan plan, Scan scan, SweepReport sweep) =>
        new(
            run,
            PlanReport.Of(plan, scan),
            new AmountDocument(
                sweep.Items.Count(item => item.Outcome is ItemOutcome.Quarantined),
                sweep.Quarantined.Value
            ),
            new AmountDocument(sweep.Items.Count(item => item.Outcome is ItemOutcome.Deleted), sweep.Reclaimed.Value),
            sweep.StopReason,
            [.. sweep.Items.Select(OutcomeOf)]
        )
        {
            Notes = sweep.Notes,
        };

    private static OutcomeDocument OutcomeOf(SweptItem swept)
    {
        var (outcome, message) = SweepWords.Of(swept);
        return new OutcomeDocument(
            swept.Item.Class.Word(),
            Findings.NameOf(swept.Item.Id),
            swept.Item.Name,
            swept.Item.Size.Value,
            outcome,
            message
        );
    }
}
