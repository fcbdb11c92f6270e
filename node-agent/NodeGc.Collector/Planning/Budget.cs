using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>Holds back what exceeds the limits of a run, with all that it needs. What is too large for the rest of the
/// budget does not stop smaller things that come after it.</summary>
internal sealed class Budget
{
    private readonly Limits limits;
    private readonly Bytes store;
    private readonly Bytes share;
    private int items;
    private Bytes bytes;

    private Budget(Limits limits, Bytes store)
    {
        this.limits = limits;
        this.store = store;
        share =
            limits.MaxPercentOfStore >= Limits.None.MaxPercentOfStore
                ? Limits.None.MaxBytes
                : new Bytes((long)((Int128)store.Value * limits.MaxPercentOfStore / 100));
    }

    private bool BoundsBytes =>
        limits.MaxBytes < Limits.None.MaxBytes || limits.MaxPercentOfStore < Limits.None.MaxPercentOfStore;

    /// <summary>What stays of <paramref name="ordered"/> (dependents first) because of
    /// <paramref name="limits"/>.</summary>
    /// <param name="ordered">All garbage, dependents first.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="sizes">What each thing frees, where that is known.</param>
    public static IEnumerable<Root> Exceeding(
        ImmutableArray<Resource> ordered,
        Limits limits,
        ResourceGraph graph,
        Func<Resource, Bytes?> sizes
    )
    {
        var budget = new Budget(
            limits,
            Bytes.Sum(graph.Candidates.Select(candidate => candidate.Directory!.Size ?? Bytes.Zero))
        );
        var held = new HashSet<ResourceId>();
        foreach (var resource in ordered)
        {
            var reached = held.Contains(resource.Id)
                ? "something that stays for now needs it"
                : budget.Spend(resource, sizes(resource));
            if (reached is null)
                continue;
            held.UnionWith(resource.Needs);
            yield return new Root(resource.Id, new RootReason("LimitReached", RootBasis.Policy, reached));
        }
    }

    /// <summary>Takes <paramref name="garbage"/> out of the budget; else says which limit forbids it.</summary>
    private string? Spend(Resource garbage, Bytes? size)
    {
        if (garbage.Identity is null)
            return null;
        if (size is null && BoundsBytes)
            return "its size is not known, and the limits bound the bytes of a run";
        var after = bytes + (size ?? Bytes.Zero);
        if (items >= limits.MaxItems)
            return $"limits.maxItems is {limits.MaxItems}";
        if (after > limits.MaxBytes)
            return $"limits.maxBytes is {limits.MaxBytes}";
        if (after > share)
            return $"limits.maxPercentOfStore is {limits.MaxPercentOfStore} ({share} of {store})";
        (items, bytes) = (items + 1, after);
        return null;
    }
}
