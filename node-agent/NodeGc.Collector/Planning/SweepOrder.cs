using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Planning;

/// <summary>Sorts garbage into a safe order of removal.</summary>
internal static class SweepOrder
{
    /// <summary>Dependents first, then by <paramref name="choice"/>. Dependency cycles are left out, with all that they
    /// need: no order is safe for them. Pass all garbage, not only candidates: chains may include what is not on
    /// disk.</summary>
    /// <param name="garbage">All garbage.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="choice">Order of what may be removed at the same time; null = canonical order.</param>
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
