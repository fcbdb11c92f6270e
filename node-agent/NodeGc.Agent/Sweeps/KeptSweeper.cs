using System.Collections.Immutable;
using NodeGc.Agent.Plans;
using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Quarantining;
using NodeGc.Storage.Sweeping;

namespace NodeGc.Agent.Sweeps;

/// <summary>Carries out what is left of a kept plan, and tells what became of all of it.</summary>
internal sealed class KeptSweeper(NodeScanner scanner, TimeProvider time)
{
    /// <summary>Sweeps the remainder of <paramref name="look"/>; the report has every item of the kept plan, in its
    /// order.</summary>
    public async Task<SweepReport> SweepAsync(
        KeptLook look,
        CleanupPolicy policy,
        string run,
        CancellationToken cancellationToken
    )
    {
        // What a run that was cut short has moved is not garbage any more: it is asked for before the sweep may move
        // more.
        var before = QuarantineListing
            .Read(look.Whole.Store.DataRoot)
            .Where(item => item.Run == run)
            .ToDictionary(item => item.Id);
        var sweep = look.Remainder.Plan.Items.IsEmpty
            ? new SweepReport
            {
                Run = new RunId(run),
                Items = [],
                Quarantined = Bytes.Zero,
                Reclaimed = Bytes.Zero,
            }
            : await new NodeSweeper(scanner, time).SweepAsync(look.Remainder.Plan, policy, run, cancellationToken);
        return Whole(look, sweep, before);
    }

    private static SweepReport Whole(KeptLook look, SweepReport sweep, Dictionary<ResourceId, QuarantinedItem> before)
    {
        var swept = sweep.Items.ToDictionary(item => item.Item.Id, item => item.Outcome);
        var dropped = look.Remainder.Dropped.ToDictionary(item => item.Item.Id, item => item.Verdict);
        ImmutableArray<SweptItem> items =
        [
            .. look.Whole.Items.Select(item => new SweptItem(
                item,
                swept.GetValueOrDefault(item.Id)
                    ?? KeptOutcomes.Of(item, dropped[item.Id], before.GetValueOrDefault(item.Id))
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
