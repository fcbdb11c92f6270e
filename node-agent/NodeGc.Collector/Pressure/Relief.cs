using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Pressure;

/// <summary>Holds back what need not go for enough to be free.</summary>
internal static class Relief
{
    /// <summary>What stays of <paramref name="ordered"/> because of <paramref name="shortage"/>: all that comes after
    /// the first few that are enough. Dependents come first, so what stays never needs anything that goes. What was not
    /// measured counts as nothing.</summary>
    public static IEnumerable<Root> NotNeeded(
        IEnumerable<Resource> ordered,
        Shortage shortage,
        Func<Resource, Extent?> freed
    )
    {
        var reason = new RootReason("LowReached", RootBasis.Policy, shortage.WhyNoMore);
        foreach (var resource in ordered.Where(resource => resource.Identity is not null))
        {
            if (shortage.IsMet)
                yield return new Root(resource.Id, reason);
            else
                shortage = shortage.Less(freed(resource) ?? Extent.Zero);
        }
    }
}
