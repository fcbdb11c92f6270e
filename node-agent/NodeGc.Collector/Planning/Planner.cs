using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;
using NodeGc.Collector.Rules;

namespace NodeGc.Collector.Planning;

/// <summary>Decides what a sweep may remove: garbage that neither doubt nor policy keeps.</summary>
public static class Planner
{
    private static readonly RootReason Cycle = new("Cycle", RootBasis.Doubt, "dependency cycle; no safe removal order");

    private static readonly RootReason ImageStays = new("ImageStays", RootBasis.Policy, "its image is kept");

    /// <summary>Plans for <paramref name="input"/>. A pure function: the result does not depend on the order of the
    /// input.</summary>
    public static SweepPlan Plan(PolicyInput input)
    {
        var graph = input.Inventory.Graph;
        List<Root> roots = [.. DoubtRules.Find(input.Inventory, input.Candidates), .. PolicyRules.Find(input)];
        var kept = MarkWithNames(input, roots);
        var ordered = SweepOrder.DependentsFirst(
            [.. graph.Resources.Where(resource => !kept.Contains(resource.Id))],
            graph,
            ChoiceFor(input)
        );
        var freed = FreedSpace.From(ordered, kept, graph);
        List<Root> exceeding =
        [
            .. Budget.Exceeding(ordered, input.Policy.Limits, graph, resource => freed.Find(resource)?.Bytes),
        ];
        if (exceeding.Count > 0)
            kept = MarkWithNames(input, [.. roots, .. exceeding]);
        if (input.SpaceTarget is { } target)
            (kept, freed) = Relieve(
                input,
                target,
                [.. roots, .. exceeding],
                ordered.RemoveAll(resource => kept.Contains(resource.Id)),
                kept
            );

        var items = ItemsOf(
            [.. ordered.Where(resource => resource.Identity is not null && !kept.Contains(resource.Id))],
            input,
            freed
        );
        return new SweepPlan
        {
            Store = input.Inventory.Store,
            Items = items,
            Held = HeldOf(input.Candidates, items, kept),
            AwaitingEngineStop = input.Policy.Layers is null
                ? []
                :
                [
                    .. input.Liveness.AwaitingEngineStop.Select(directory => new HeldItem(
                        CleanupClass.Layers,
                        directory,
                        StoppedEngine.Waiting
                    )),
                ],
            LiveCount = input.Removable.Count(candidate => input.Alive.Contains(candidate.Id)),
            Missing = input.SpaceTarget?.After(
                Extent.Sum(items.Select(item => freed.Find(graph.Find(item.Id)!) ?? Extent.Zero))
            ),
            UnmatchedPins = Pins.FindUnmatched(input.Inventory, input.Policy),
            Evidence = input.Inventory.Evidence,
            Digest = PlanDigest.Compute(items),
        };
    }

    /// <summary>Canonical order if everything eligible is removed.</summary>
    private static EvictionOrder? ChoiceFor(PolicyInput input) =>
        input.SpaceTarget is null ? null : new EvictionOrder(input.Inventory);

    /// <summary>Holds what need not be removed, and recomputes what the rest frees: a directory is freed by the last
    /// removed item that needed it.</summary>
    private static (LiveSet Kept, FreedSpace Freed) Relieve(
        PolicyInput input,
        SpaceTarget target,
        IReadOnlyCollection<Root> roots,
        ImmutableArray<Resource> going,
        LiveSet kept
    )
    {
        var freed = FreedSpace.From(going, kept, input.Inventory.Graph);
        return (MarkWithNames(input, [.. roots, .. SpaceTargetFilter.NotNeeded(going, target, freed.Find)]), freed);
    }

    /// <summary>An image that is kept keeps its names: removing them frees nothing and would make it hard to
    /// find.</summary>
    private static LiveSet MarkWithNames(PolicyInput input, IReadOnlyCollection<Root> roots)
    {
        var kept = Marker.Mark(input.Inventory.Graph, roots, input.Alive);
        var names =
            from name in input.Candidates
            where
                name.Id.Kind == ResourceKind.ImageReference && !kept.Contains(name.Id) && name.Needs.Any(kept.Contains)
            select new Root(name.Id, ImageStays);
        return names.ToList() is { Count: > 0 } more
            ? Marker.Mark(input.Inventory.Graph, [.. roots, .. more], input.Alive)
            : kept;
    }

    private static ImmutableArray<HeldItem> HeldOf(
        IEnumerable<Resource> garbage,
        ImmutableArray<PlanItem> items,
        LiveSet kept
    )
    {
        var planned = items.Select(item => item.Id).ToHashSet();
        return
        [
            .. from resource in garbage
            where !planned.Contains(resource.Id)
            select new HeldItem(GarbageClasses.ClassOf(resource), resource, kept.FindReason(resource.Id) ?? Cycle),
        ];
    }

    private static ImmutableArray<PlanItem> ItemsOf(
        IReadOnlyCollection<Resource> going,
        PolicyInput input,
        FreedSpace freed
    )
    {
        var dependents = going
            .SelectMany(resource => resource.Needs, (resource, need) => (need, resource.Id))
            .ToLookup(pair => pair.need, pair => pair.Id);
        return
        [
            .. going.Select(resource =>
                ItemOf(resource, input) with
                {
                    Size = freed.Find(resource)?.Bytes ?? Bytes.Zero,
                    After = [.. dependents[resource.Id].Order()],
                }
            ),
        ];
    }

    private static PlanItem ItemOf(Resource garbage, PolicyInput input) =>
        new(
            GarbageClasses.ClassOf(garbage),
            garbage.Id,
            garbage.Directory,
            GarbageClasses.Get(garbage).Removal(garbage),
            PlanReason.For(garbage, input.Sightings.Find(garbage), input.Inventory.Store)
        )
        {
            EngineManaged = garbage.Directory is null ? garbage.EngineManaged : null,
        };
}
