using System.Collections.Immutable;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;

namespace NodeGc.Collector.Planning;

/// <summary>What is left of an earlier plan: the items that would be planned now as well, with the same identity. It
/// can only drop items, so that everything removed was approved.</summary>
/// <param name="Plan">What may still be removed, in the order of the earlier plan, as of the current scan.</param>
/// <param name="Dropped">What is kept, and why.</param>
public sealed record Remainder(SweepPlan Plan, ImmutableArray<DroppedItem> Dropped)
{
    /// <summary>Compares <paramref name="planned"/>, dependents first, with <paramref name="now"/>. Limits were applied
    /// when it was planned.</summary>
    public static Remainder From(ImmutableArray<PlanItem> planned, PolicyInput now)
    {
        var today = Planner.Plan(
            new PolicyInput(now.Liveness, now.Policy with { Limits = Limits.None }, now.Sightings, now.Now)
        );
        var going = today.Items.ToDictionary(item => item.Id);
        var same = planned
            .Where(item => going.TryGetValue(item.Id, out var fresh) && IsSame(item, fresh))
            .ToImmutableArray();

        // What has changed counts as not planned in this check, and so keeps all that it needs.
        var check = new Recheck(now.Liveness, same);
        var left = same.Where(item => check.Judge(item) is ItemVerdict.StillGarbage).ToImmutableArray();
        var ofAll = new Recheck(now.Liveness, planned);
        ImmutableArray<PlanItem> items = [.. left.Select(item => AsOfToday(item, going[item.Id]))];
        return new Remainder(
            today with
            {
                Items = items,
                Held = [],
                Digest = PlanDigest.Compute(items),
            },
            [.. planned.Except(left).Select(item => new DroppedItem(item, WhyNot(item, today, check, ofAll)))]
        );
    }

    private static bool IsSame(PlanItem planned, PlanItem today) =>
        (planned.Class, planned.Name, planned.Identity, planned.Removal)
            == (today.Class, today.Name, today.Identity, today.Removal)
        && !(today.EngineManaged?.LastUsed > planned.EngineManaged?.LastUsed)
        && (today.Place?.RelatedPaths ?? [])
            .ToHashSet(StringComparer.Ordinal)
            .IsSubsetOf(planned.Place?.RelatedPaths ?? []);

    /// <summary>With the planned time of change: any later change still counts.</summary>
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
            return new ItemVerdict.NowInUse(held.Reason.Text);
        return ofSame.Judge(item) is ItemVerdict.NowInUse needed ? needed : new ItemVerdict.Replaced();
    }
}
