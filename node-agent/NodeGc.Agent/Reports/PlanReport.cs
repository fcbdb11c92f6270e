using NodeGc.Agent.Policies;
using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of a plan. Pure.</summary>
internal static class PlanReport
{
    public static PlanDocument Create(SweepPlan plan, Scan scan) =>
        new(
            StoreReport.Create(scan),
            plan.Digest,
            AmountDocument.From([.. plan.Items.Select(item => item.Size)]),
            [.. plan.Items.Select(ItemOf)],
            [.. plan.Held.Concat(plan.AwaitingEngineStop).OrderByDescending(held => held.Size).Select(HeldOf)],
            plan.LiveCount,
            Findings.LeftoversOf(scan.Inventory),
            Findings.DoubtsOf(scan.Inventory),
            Findings.EvidenceOf(plan.Evidence)
        )
        {
            UnmatchedPins = [.. plan.UnmatchedPins.Select(pin => pin.ToString())],
            Enough = plan.Missing is { } missing ? EnoughOf(missing, plan.Items.IsEmpty) : null,
        };

    /// <summary>Adds what applies to the policy on this host.</summary>
    public static PlanDocument On(this PlanDocument plan, HostPolicy host) =>
        plan with
        {
            CleanRefuses = host.Refusal?.Message,
            WithoutEffect = host.WithoutEffect,
        };

    private static string EnoughOf(SpaceTarget missing, bool removesNothing) =>
        missing.IsMet
            ? $"{(removesNothing ? "Nothing is removed" : "Nothing more is removed")}: {missing.KeepReason}"
            : "Still above the stop thresholds after removing everything eligible, "
                + $"by {new Bytes(Math.Max(0, missing.Amount.Bytes.Value))} "
                + $"and {Math.Max(0, missing.Amount.Inodes)} inodes";

    private static PlanItemDocument ItemOf(PlanItem item) =>
        new(
            item.Class.Word(),
            Findings.NameOf(item.Id),
            item.Name,
            item.Size.Value,
            item.Removal.ToString(),
            item.Reason
        );

    private static HeldDocument HeldOf(HeldItem held) =>
        new(
            held.Class.Word(),
            Findings.NameOf(held.Resource.Id),
            held.Name,
            held.Size.Value,
            held.Reason.Rule,
            held.Reason.Text
        );
}
