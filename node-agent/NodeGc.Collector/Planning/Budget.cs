using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>Holds back what exceeds the limits of a run, with all that it needs.</summary>
internal static class Budget
{
    /// <summary>What stays of <paramref name="ordered"/> (dependents first) because of <paramref name="limits"/>.</summary>
    public static IEnumerable<Root> Exceeding(ImmutableArray<Resource> ordered, Limits limits, ResourceGraph graph)
    {
        var store = Bytes.Sum(graph.Candidates.Select(SizeOf));
        var share = new Bytes((long)((Int128)store.Value * limits.MaxPercentOfStore / 100));
        var held = new HashSet<ResourceId>();
        var (items, bytes) = (0, Bytes.Zero);
        foreach (var resource in ordered)
        {
            var after = bytes + SizeOf(resource);
            var reached = held.Contains(resource.Id) ? "something that stays for now needs it"
                : items + 1 > limits.MaxItems ? $"limits.maxItems is {limits.MaxItems}"
                : after > limits.MaxBytes ? $"limits.maxBytes is {limits.MaxBytes}"
                : after > share ? $"limits.maxPercentOfStore is {limits.MaxPercentOfStore} ({share} of {store})"
                : null;
            if (reached is null) (items, bytes) = (items + 1, after);
            else yield return Hold(resource, reached, held);
        }
    }

    private static Root Hold(Resource resource, string reached, HashSet<ResourceId> held)
    {
        held.UnionWith(resource.Needs);
        return new Root(resource.Id, new RootReason("LimitReached", RootBasis.Policy, reached));
    }

    private static Bytes SizeOf(Resource candidate) => candidate.Directory!.Size ?? Bytes.Zero;
}
