using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Marking.Rules;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>Decides what a sweep may remove: garbage that neither doubt nor policy keeps.</summary>
public static class Planner
{
    private static readonly RootReason Cycle = new("Cycle", RootBasis.Doubt, "it needs itself through others: no order of removal is safe");

    /// <summary>Plans for <paramref name="input"/>. A pure function: the same input gives the same plan, in whatever order it is listed.</summary>
    public static SweepPlan Plan(PolicyInput input)
    {
        var graph = input.Inventory.Graph;
        List<Root> roots = [.. DoubtRules.Find(input.Inventory), .. PolicyRules.Find(input)];
        var kept = Marker.Mark(graph, roots, input.Inventory.Alive);
        var ordered = SweepOrder.DependentsFirst([.. graph.Resources.Where(resource => !kept.Contains(resource.Id))], graph);
        List<Root> exceeding = [.. Budget.Exceeding(ordered, input.Policy.Limits, graph)];
        if (exceeding.Count > 0) kept = Marker.Mark(graph, [.. roots, .. exceeding], input.Inventory.Alive);

        ImmutableArray<PlanItem> items =
            [.. from resource in ordered where resource.IsCandidate && !kept.Contains(resource.Id) select ItemOf(resource, input)];
        return new SweepPlan
        {
            Store = input.Inventory.Store,
            Items = items,
            Held = HeldOf(input.Inventory.Garbage, items, kept),
            LiveCount = graph.Candidates.Count(candidate => input.Inventory.Alive.Contains(candidate.Id)),
            Witnesses = input.Inventory.Witnesses,
            Digest = PlanDigest.Of(items),
        };
    }

    private static ImmutableArray<HeldItem> HeldOf(IEnumerable<Resource> garbage, ImmutableArray<PlanItem> items, LiveSet kept)
    {
        var planned = items.Select(item => item.Id).ToHashSet();
        return [.. from resource in garbage
                   where !planned.Contains(resource.Id)
                   select new HeldItem(ClassOf.Candidate(resource), resource, kept.FindReason(resource.Id) ?? Cycle)];
    }

    private static PlanItem ItemOf(Resource garbage, PolicyInput input) => new(
        ClassOf.Candidate(garbage),
        garbage.Id,
        garbage.Directory!,
        RemovalOf.Candidate(garbage),
        PlanReason.Of(garbage, input.Sightings.Find(garbage), input.Inventory.Store));
}
