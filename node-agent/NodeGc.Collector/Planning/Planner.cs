using System.Collections.Immutable;
using NodeGc.Collector.Confirming;
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
        var graph = ResourceGraph.Of(input.Inventory.Resources);
        var aliveRoots = AliveRules.Find(input.Inventory).ToList();
        var alive = Marker.Mark(graph, aliveRoots);
        List<Root> roots = [.. aliveRoots, .. DoubtRules.Find(input.Inventory), .. PolicyRules.Find(input)];
        var ordered = SweepOrder.DependentsFirst(GarbageOf(graph, Marker.Mark(graph, roots)), graph);
        var exceeding = Budget.Exceeding(ordered, input.Policy.Limits, graph).ToList();
        var kept = Marker.Mark(graph, [.. roots, .. exceeding]);

        ImmutableArray<PlanItem> items = [.. ordered.Where(resource => !kept.Contains(resource.Id)).Select(resource => ItemOf(resource, input))];
        return new SweepPlan
        {
            Store = input.Inventory.Store,
            Items = items,
            Held = HeldOf(GarbageOf(graph, alive), items, kept),
            LiveCount = graph.Candidates.Count(candidate => alive.Contains(candidate.Id)),
            Witnesses = input.Inventory.Witnesses,
            Digest = PlanDigest.Of(items),
        };
    }

    private static ImmutableArray<Resource> GarbageOf(ResourceGraph graph, LiveSet live) =>
        [.. graph.Candidates.Where(candidate => !live.Contains(candidate.Id))];

    private static ImmutableArray<HeldItem> HeldOf(ImmutableArray<Resource> garbage, ImmutableArray<PlanItem> items, LiveSet kept)
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
        garbage.Volume is { IsKnown: true } ? Removal.Engine : Removal.Filesystem,
        PlanReason.Of(garbage, input.Sightings.Find(garbage)));
}
