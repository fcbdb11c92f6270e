using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.StoredPlans;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;

namespace NodeGc.Agent.Sweeps;

/// <summary>Applies what is left of a stored plan, and reports the outcome of all of its items.</summary>
internal sealed class StoredPlanSweeper(NodeScanner scanner, TimeProvider time)
{
    /// <summary>Sweeps the remainder of the checked plan; the report has every item of the stored plan, in its
    /// order.</summary>
    public async Task<SweepReport> SweepAsync(
        StoredPlanCheck check,
        CleanupPolicy policy,
        string run,
        CancellationToken cancellationToken
    )
    {
        // Items that an interrupted run has moved are no longer garbage, so they are listed before the sweep moves
        // more.
        var before = QuarantineListing
            .Read(check.Whole.Store.DataRoot)
            .Where(item => item.Run == run)
            .ToDictionary(item => item.Id);
        var sweep = check.Remainder.Plan.Items.IsEmpty
            ? new SweepReport
            {
                Run = new RunId(run),
                Items = [],
                Quarantined = Bytes.Zero,
                Reclaimed = Bytes.Zero,
            }
            : await new NodeSweeper(scanner, time).SweepAsync(check.Remainder.Plan, policy, run, cancellationToken);
        return Whole(check, sweep, before);
    }

    private static SweepReport Whole(
        StoredPlanCheck check,
        SweepReport sweep,
        Dictionary<ResourceId, QuarantinedItem> before
    )
    {
        var swept = sweep.Items.ToDictionary(item => item.Item.Id, item => item.Outcome);
        var dropped = check.Remainder.Dropped.ToDictionary(item => item.Item.Id, item => item.Verdict);
        ImmutableArray<SweptItem> items =
        [
            .. check.Whole.Items.Select(item => new SweptItem(
                item,
                swept.GetValueOrDefault(item.Id)
                    ?? StoredPlanOutcomes.For(item, dropped[item.Id], before.GetValueOrDefault(item.Id))
            )),
        ];
        return sweep with
        {
            Items = items,
            Quarantined = Bytes.Sum(
                items.Where(item => item.Outcome is ItemOutcome.Quarantined).Select(item => item.Item.Size)
            ),
        };
    }
}
