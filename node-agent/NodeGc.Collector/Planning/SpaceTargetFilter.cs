using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Pressure;

namespace NodeGc.Collector.Planning;

/// <summary>Holds what need not be removed to reach the target.</summary>
internal static class SpaceTargetFilter
{
    /// <summary>What of <paramref name="ordered"/> is kept because of <paramref name="target"/>: all after the first
    /// ones that are enough. Dependents come first, so nothing kept needs anything removed. What was not measured
    /// counts as zero.</summary>
    public static IEnumerable<Root> NotNeeded(
        IEnumerable<Resource> ordered,
        SpaceTarget target,
        Func<Resource, Extent?> freed
    )
    {
        var reason = new RootReason("LowReached", RootBasis.Policy, target.KeepReason);
        foreach (var resource in ordered.Where(resource => resource.Identity is not null))
        {
            if (target.IsMet)
                yield return new Root(resource.Id, reason);
            else
                target = target.After(freed(resource) ?? Extent.Zero);
        }
    }
}
