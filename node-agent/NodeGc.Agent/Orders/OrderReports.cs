using System.Collections.Immutable;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.StoredPlans;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Sweeping;
using ItemOutcome = NodeGc.Api.Nodes.ItemOutcome;
using Swept = NodeGc.Removal.Sweeping.ItemOutcome;

namespace NodeGc.Agent.Orders;

/// <summary>Builds the reports of orders. Pure.</summary>
internal static class OrderReports
{
    /// <summary>The report of an order that has just started. An approved order has its plan digest from the start: the
    /// digest of the whole run includes it, and other nodes may still be waiting for that.</summary>
    public static OrderReport Started(CleanupOrder order, DateTimeOffset now) =>
        new()
        {
            Cleanup = order.Cleanup,
            RunId = order.RunId,
            Attempt = order.Attempt,
            Phase = order.ApprovedPlan is null ? OrderPhase.Scanning : OrderPhase.Sweeping,
            StartTime = now,
            PlanDigest = order.ApprovedPlan,
            Message = order.ApprovedPlan is null ? "scanning for garbage" : "the plan was approved",
            Errors = PolicySpec.From(order).ClusterImages?.UnknownReason is { } cause
                ?
                [
                    new ErrorReport
                    {
                        Subject = "collect.images",
                        Message =
                            $"no image is removed: the images used by workloads of the cluster are unknown: {cause}",
                    },
                ]
                : [],
        };

    /// <summary>Adds the contents of a plan.</summary>
    public static OrderReport WithPlan(this OrderReport report, SweepPlan plan, Scan scan)
    {
        var errors = report.Errors.Concat(Findings.DoubtsOf(scan.Inventory).Select(ErrorOf)).ToList();
        var items = plan.Items.Length + plan.Held.Length + plan.AwaitingEngineStop.Length;
        return report with
        {
            PlanDigest = plan.Digest,
            ByClass =
            [
                .. Enum.GetValues<CleanupClass>()
                    .Select(cleanupClass => TotalsOf(cleanupClass, plan))
                    .Where(IsNotEmpty),
            ],
            Items = LargestOf(plan),
            UnmatchedPins = [.. plan.UnmatchedPins.Take(OrderReport.MaxEntries).Select(PinOf)],
            Leftovers = LeftoversOf(scan),
            Errors = [.. errors.Take(OrderReport.MaxEntries)],
            Omitted = Omitted(items, errors.Count, plan.UnmatchedPins.Length),
        };
    }

    /// <summary>What does not fit into the lists of a report; null if everything does.</summary>
    private static OmittedEntries? Omitted(int items, int errors, long pins) =>
        new OmittedEntries
        {
            Items = Math.Max(0, items - OrderReport.MaxEntries),
            Errors = Math.Max(0, errors - OrderReport.MaxEntries),
            UnmatchedPins = Math.Max(0, pins - OrderReport.MaxEntries),
        }.OrNull();

    private static Api.Nodes.UnmatchedPin PinOf(Collector.Policies.UnmatchedPin pin) =>
        new() { Field = pin.Field, Pattern = pin.Pattern };

    /// <summary>Adds the digest and expiry of the stored plan.</summary>
    public static OrderReport WithDigestOf(this OrderReport report, StoredPlan kept) =>
        report with
        {
            PlanDigest = kept.Digest,
            PlanExpirationTime = kept.ExpiresAt,
        };

    /// <summary>Adds the contents of a stored plan, without a scan.</summary>
    public static OrderReport WithStoredPlan(this OrderReport report, StoredPlan kept)
    {
        var items = kept.Stores.SelectMany(store => store.Items).Select(item => item.ToItem()).ToList();
        return report.WithDigestOf(kept) with
        {
            Phase = OrderPhase.Planned,
            Message =
                $"{items.Count} to remove ({Bytes.Sum(items.Select(item => item.Size))}); "
                + $"waiting for approval until {Instant.Format(kept.ExpiresAt)}",
            ByClass =
            [
                .. Enum.GetValues<CleanupClass>()
                    .Select(cleanupClass => new ClassTotals
                    {
                        Class = ApiClass(cleanupClass),
                        Reclaimable = TallyOf(
                            items.Where(item => item.Class == cleanupClass).Select(item => item.Size)
                        ),
                    })
                    .Where(IsNotEmpty),
            ],
            Items =
            [
                .. items
                    .Select(ItemOf)
                    .OrderByDescending(item => item.Bytes)
                    .ThenBy(item => item.Name, StringComparer.Ordinal)
                    .Take(OrderReport.MaxEntries),
            ],
            Omitted = Omitted(items.Count, report.Errors.Length, report.UnmatchedPins.Length),
        };
    }

    /// <summary>Adds the results of a sweep, and ends the order. Items that are in use now are not a failure: the
    /// recheck exists to find them.</summary>
    public static OrderReport WithSweep(this OrderReport report, SweepReport sweep, DateTimeOffset now)
    {
        var failed = sweep.Items.Where(item => item.Outcome is Swept.Failed).ToList();
        var swept = report with
        {
            ByClass =
            [
                .. Enum.GetValues<CleanupClass>()
                    .Select(cleanupClass => SweptTotals(cleanupClass, report, sweep))
                    .Where(IsNotEmpty),
            ],
            Items =
            [
                .. sweep.Items.OrderByDescending(item => item.Item.Size).Take(OrderReport.MaxEntries).Select(ItemOf),
            ],
            Errors = [.. report.Errors.Concat(failed.Select(ErrorOf)).Take(OrderReport.MaxEntries)],
            Omitted = Omitted(
                sweep.Items.Length,
                report.Errors.Length + failed.Count,
                report.UnmatchedPins.Length + (report.Omitted?.UnmatchedPins ?? 0)
            ),
        };
        var message =
            $"{swept.Totals.Quarantined.Items} quarantined ({sweep.Quarantined}), "
            + $"{swept.Totals.Reclaimed.Items} deleted ({sweep.Reclaimed} reclaimed), {failed.Count} failed"
            + (sweep.StopReason is null ? "" : $"; stopped early: {sweep.StopReason}")
            + string.Concat(sweep.Notes.Select(note => $"; {note}"));
        return swept.Ended(failed.Count > 0 ? OrderPhase.Failed : OrderPhase.Succeeded, message, now);
    }

    /// <summary>Ends the order.</summary>
    public static OrderReport Ended(this OrderReport report, OrderPhase phase, string message, DateTimeOffset now) =>
        report with
        {
            Phase = phase,
            Message = message,
            CompletionTime = now,
        };

    private static ClassTotals TotalsOf(CleanupClass cleanupClass, SweepPlan plan) =>
        new()
        {
            Class = ApiClass(cleanupClass),
            Reclaimable = TallyOf(plan.Items.Where(item => item.Class == cleanupClass).Select(item => item.Size)),
            Held = TallyOf(
                plan.Held.Concat(plan.AwaitingEngineStop)
                    .Where(held => held.Class == cleanupClass)
                    .Select(held => held.Size)
            ),
        };

    private static ClassTotals SweptTotals(CleanupClass cleanupClass, OrderReport planned, SweepReport sweep)
    {
        var ofClass = sweep.Items.Where(item => item.Item.Class == cleanupClass).ToList();
        var before = planned.ByClass.FirstOrDefault(totals => totals.Class == ApiClass(cleanupClass))
            ?? new ClassTotals { Class = ApiClass(cleanupClass) };
        return before with
        {
            Quarantined = TallyOf(
                ofClass.Where(item => item.Outcome is Swept.Quarantined).Select(item => item.Item.Size)
            ),
            Reclaimed = TallyOf(ofClass.Where(item => item.Outcome is Swept.Deleted).Select(item => item.Item.Size)),
        };
    }

    private static bool IsNotEmpty(ClassTotals totals) => totals.Reclaimable.Items + totals.Held.Items > 0;

    private static ImmutableArray<ItemReport> LargestOf(SweepPlan plan) =>
        [
            .. plan
                .Items.Select(ItemOf)
                .Concat(plan.Held.Concat(plan.AwaitingEngineStop).Select(ItemOf))
                .OrderBy(item => item.Outcome)
                .ThenByDescending(item => item.Bytes)
                .ThenBy(item => item.Name, StringComparer.Ordinal)
                .Take(OrderReport.MaxEntries),
        ];

    private static ItemReport ItemOf(PlanItem item) =>
        new()
        {
            Class = ApiClass(item.Class),
            Name = item.Name,
            Bytes = item.Size.Value,
            Reason = item.Reason,
            Outcome = ItemOutcome.Planned,
        };

    private static ItemReport ItemOf(SweptItem swept) =>
        ItemOf(swept.Item) with
        {
            Reason = swept switch
            {
                { Outcome: Swept.Deleted, Item.EngineManaged: not null } =>
                    $"{swept.Item.Reason}; {OutcomeText.For(swept).Message}",
                { Outcome: Swept.Quarantined or Swept.Deleted } => swept.Item.Reason,
                _ => OutcomeText.For(swept).Message,
            },
            Outcome = swept.Outcome switch
            {
                Swept.Quarantined => ItemOutcome.Quarantined,
                Swept.Deleted => ItemOutcome.Deleted,
                Swept.Failed => ItemOutcome.Failed,
                _ => ItemOutcome.Skipped,
            },
        };

    private static ErrorReport ErrorOf(SweptItem failed) =>
        new() { Subject = failed.Item.Name, Message = OutcomeText.For(failed.Outcome).Message };

    private static ItemReport ItemOf(HeldItem held) =>
        new()
        {
            Class = ApiClass(held.Class),
            Name = held.Name,
            Bytes = held.Size.Value,
            Reason = held.Reason.Text,
            Outcome = ItemOutcome.Held,
        };

    private static ImmutableArray<LeftoverReport> LeftoversOf(Scan scan) =>
        [
            .. from leftover in Findings.LeftoversOf(scan.Inventory)
            group leftover by leftover.Kind into kind
            orderby kind.Key
            select new LeftoverReport
            {
                Kind = kind.Key,
                Items = kind.Count(),
                Bytes = kind.Sum(leftover => leftover.Bytes ?? 0),
            },
        ];

    private static ErrorReport ErrorOf(DoubtDocument doubt) =>
        new() { Subject = doubt.Subject, Message = $"{doubt.Kind}: {doubt.Message}" };

    internal static CollectedClass ApiClass(CleanupClass cleanupClass) =>
        cleanupClass switch
        {
            CleanupClass.Layers => CollectedClass.Layers,
            CleanupClass.Volumes => CollectedClass.Volumes,
            CleanupClass.Stores => CollectedClass.Stores,
            CleanupClass.Containers => CollectedClass.Containers,
            CleanupClass.Images => CollectedClass.Images,
            CleanupClass.BuildCache => CollectedClass.BuildCache,
            CleanupClass.Mounts => CollectedClass.Mounts,
            CleanupClass.Debris => CollectedClass.Debris,
            _ => throw new ArgumentOutOfRangeException(nameof(cleanupClass), cleanupClass, "not a class"),
        };

    internal static Tally TallyOf(IEnumerable<Bytes> sizes)
    {
        var all = sizes.ToList();
        return new Tally { Items = all.Count, Bytes = Bytes.Sum(all).Value };
    }
}
