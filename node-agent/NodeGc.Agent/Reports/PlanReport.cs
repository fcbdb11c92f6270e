using NodeGc.Agent.Scanning;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of a plan. Pure.</summary>
internal static class PlanReport
{
    public static PlanDocument Of(SweepPlan plan, Scan scan) => new(
        StoreReport.Of(scan),
        plan.Digest,
        AmountDocument.Of([.. plan.Items.Select(item => item.Size)]),
        [.. plan.Items.Select(ItemOf)],
        [.. plan.Held.OrderByDescending(held => held.Size).Select(HeldOf)],
        plan.LiveCount,
        Findings.LeftoversOf(scan.Inventory),
        Findings.DoubtsOf(scan.Inventory),
        Findings.WitnessesOf(plan.Witnesses));

    private static PlanItemDocument ItemOf(PlanItem item) => new(
        item.Class.Word(), Findings.NameOf(item.Id), item.Name, item.Size.Value, item.Removal.ToString(), item.Reason);

    private static HeldDocument HeldOf(HeldItem held) => new(
        held.Class.Word(), Findings.NameOf(held.Resource.Id), held.Name, held.Size.Value, held.Reason.Rule, held.Reason.Text);
}
