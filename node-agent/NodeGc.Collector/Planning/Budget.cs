using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>Holds what exceeds the limits of a run, with all that it needs. An item too large for the rest of the
/// budget does not stop smaller ones after it.</summary>
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

    /// <summary>What of <paramref name="ordered"/> (dependents first) is kept because of
    /// <paramref name="limits"/>.</summary>
    /// <param name="ordered">All garbage, dependents first.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="sizes">What each removal frees, if known.</param>
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
                ? "used by another item that is held"
                : budget.Spend(resource, sizes(resource));
            if (reached is null)
                continue;
            held.UnionWith(resource.Needs);
            yield return new Root(resource.Id, new RootReason("LimitReached", RootBasis.Policy, reached));
        }
    }

    /// <summary>Takes <paramref name="garbage"/> out of the budget; else returns the limit that it would
    /// exceed.</summary>
    private string? Spend(Resource garbage, Bytes? size)
    {
        if (garbage.Identity is null)
            return null;
        if (size is null && BoundsBytes)
            return "its size is unknown, so limits on bytes cannot be checked";
        var after = bytes + (size ?? Bytes.Zero);
        if (items >= limits.MaxItems)
            return $"would exceed limits.maxItems ({limits.MaxItems})";
        if (after > limits.MaxBytes)
            return $"would exceed limits.maxBytes ({limits.MaxBytes})";
        if (after > share)
            return $"would exceed limits.maxPercentOfStore ({limits.MaxPercentOfStore}%: {share} of {store})";
        (items, bytes) = (items + 1, after);
        return null;
    }
}
