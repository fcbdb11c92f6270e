using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking.Rules;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>What is left of a plan that was made earlier: the items that would be planned today as well, and are the
/// very directories. It can only take away from the plan, so that whoever approved it approved all that goes.</summary>
/// <param name="Plan">What may still go, in the order of the earlier plan, as of today's look.</param>
/// <param name="Dropped">What stays, and why.</param>
public sealed record Remainder(SweepPlan Plan, ImmutableArray<DroppedItem> Dropped)
{
    /// <summary>Holds <paramref name="planned"/>, dependents first, against <paramref name="now"/>. Limits were kept
    /// when it was planned.</summary>
    public static Remainder Of(ImmutableArray<PlanItem> planned, PolicyInput now)
    {
        var today = Planner.Plan(
            new PolicyInput(now.Inventory, now.Policy with { Limits = Limits.None }, now.Sightings, now.Now)
        );
        var going = today.Items.ToDictionary(item => item.Id);
        var same = planned
            .Where(item => going.TryGetValue(item.Id, out var fresh) && IsSame(item, fresh))
            .ToImmutableArray();

        // What is not the same any more is for this check not in the plan, and so keeps all that it needs.
        var check = new Recheck(now.Inventory, same);
        var left = same.Where(item => check.Judge(item) is ItemVerdict.StillGarbage).ToImmutableArray();
        var ofAll = new Recheck(now.Inventory, planned);
        ImmutableArray<PlanItem> items = [.. left.Select(item => AsOfToday(item, going[item.Id]))];
        return new Remainder(
            today with
            {
                Items = items,
                Held = [],
                Digest = PlanDigest.Of(items),
            },
            [.. planned.Except(left).Select(item => new DroppedItem(item, WhyNot(item, today, check, ofAll)))]
        );
    }

    private static bool IsSame(PlanItem planned, PlanItem today) =>
        (planned.Class, planned.Name, planned.Identity, planned.Removal)
            == (today.Class, today.Name, today.Identity, today.Removal)
        && !(today.Known?.LastUsed > planned.Known?.LastUsed)
        && (today.Place?.Companions ?? [])
            .ToHashSet(StringComparer.Ordinal)
            .IsSubsetOf(planned.Place?.Companions ?? []);

    /// <summary>With the time of change as it was planned: whatever changes it later still counts as a
    /// change.</summary>
    private static PlanItem AsOfToday(PlanItem planned, PlanItem today) =>
        today with
        {
            Place = today.Place is null
                ? null
                : today.Place with
                {
                    LastChanged = planned.Directory.LastChanged,
                    Size = planned.Directory.Size,
                },
            Size = planned.Size,
            Reason = planned.Reason,
        };

    private static ItemVerdict WhyNot(PlanItem item, SweepPlan today, Recheck ofSame, Recheck ofAll)
    {
        if (ofAll.Judge(item) is not ItemVerdict.StillGarbage and var verdict)
            return verdict;
        if (today.Items.Any(fresh => fresh.Id == item.Id && !IsSame(item, fresh)))
            return new ItemVerdict.Replaced();
        if (today.Held.FirstOrDefault(held => held.Resource.Id == item.Id) is { } held)
            return new ItemVerdict.CameAlive(held.Reason.Text);
        return ofSame.Judge(item) is ItemVerdict.CameAlive needed ? needed : new ItemVerdict.Replaced();
    }
}
