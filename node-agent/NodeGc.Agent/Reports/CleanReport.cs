using NodeGc.Agent.Scanning;
using NodeGc.Agent.StoredPlans;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Sweeping;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of a sweep. Pure.</summary>
internal static class CleanReport
{
    private static readonly AmountDocument None = new(0, 0);

    public static CleanDocument OfDryRun(SweepPlan plan, Scan scan) =>
        new(null, PlanReport.Create(plan, scan), None, None, null, []);

    /// <summary>What of a stored plan would be removed, and what would be kept and why.</summary>
    public static CleanDocument OfDryRun(StoredPlanCheck check) =>
        new(
            null,
            PlanReport.Create(check.Remainder.Plan, check.Scan),
            None,
            None,
            null,
            [
                .. check.Remainder.Dropped.Select(dropped =>
                    OutcomeOf(
                        new SweptItem(dropped.Item, StoredPlanOutcomes.For(dropped.Item, dropped.Verdict, moved: null))
                    )
                ),
            ]
        );

    public static CleanDocument OfNothing(string run, SweepPlan plan, Scan scan) =>
        new(run, PlanReport.Create(plan, scan), None, None, null, []);

    public static CleanDocument Create(string run, SweepPlan plan, Scan scan, SweepReport sweep) =>
        new(
            run,
            PlanReport.Create(plan, scan),
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
        var (outcome, message) = OutcomeText.For(swept);
        return new OutcomeDocument(
            swept.Item.Class.Word(),
            Findings.NameOf(swept.Item.Id),
            swept.Item.Name,
            swept.Item.Size.Value,
            outcome,
            message
        )
        {
            IsShownInFull = OutcomeText.IsShownInFull(swept),
        };
    }
}
