using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Planning;

/// <summary>Puts garbage into the order in which it may be removed.</summary>
internal static class SweepOrder
{
    /// <summary>Dependents first, and <paramref name="choice"/> where there is one. What needs itself through others is
    /// left out, with all it needs: no order is safe for it. Give it all garbage, not only candidates: a chain may lead
    /// over what is not on disk.</summary>
    /// <param name="garbage">All garbage.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="choice">What goes first where there is a choice; null = canonical order.</param>
    public static ImmutableArray<Resource> DependentsFirst(
        IReadOnlyCollection<Resource> garbage,
        ResourceGraph graph,
        IComparer<ResourceId>? choice = null
    )
    {
        var dependents = garbage.ToDictionary(resource => resource.Id, _ => 0);
        foreach (var needed in garbage.SelectMany(resource => Needs(resource.Id, graph, dependents)))
            dependents[needed]++;

        var ready = new SortedSet<ResourceId>(
            dependents.Where(entry => entry.Value == 0).Select(entry => entry.Key),
            choice
        );
        var ordered = ImmutableArray.CreateBuilder<Resource>(garbage.Count);
        while (ready.Count > 0)
        {
            var next = ready.Min;
            ready.Remove(next);
            ordered.Add(graph.Find(next)!);
            foreach (var needed in Needs(next, graph, dependents))
                if (--dependents[needed] == 0)
                    ready.Add(needed);
        }

        return ordered.ToImmutable();
    }

    private static IEnumerable<ResourceId> Needs(
        ResourceId id,
        ResourceGraph graph,
        Dictionary<ResourceId, int> garbage
    ) => graph.NeedsOf(id).Where(garbage.ContainsKey);
}
