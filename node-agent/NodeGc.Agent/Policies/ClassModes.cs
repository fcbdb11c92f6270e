using System.Collections.Frozen;
using NodeGc.Agent.Orders;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Policies;

/// <summary>Which classes are removed and which only reported, once a class's own mode is held against the cleanup's.</summary>
internal static class ClassModes
{
    /// <summary>True where no class of the order is to be removed.</summary>
    public static bool OnlyReports(CleanupOrder order) =>
        order.Mode == CleanupMode.Report && Of(order.Collect).All(one => one.Mode is null or ClassMode.Report);

    /// <summary>The classes that are only reported.</summary>
    /// <param name="collect">The classes.</param>
    /// <param name="otherwise">The mode of a class that has none of its own.</param>
    public static FrozenSet<CleanupClass> Reported(CollectSpec collect, ClassMode otherwise) =>
        Of(collect).Where(one => (one.Mode ?? otherwise) == ClassMode.Report).Select(one => one.Class).ToFrozenSet();

    private static IEnumerable<(CleanupClass Class, ClassMode? Mode)> Of(CollectSpec collect) =>
        from one in Enum.GetValues<CleanupClass>()
        let spec = collect.Find(OrderReports.ApiClass(one))
        where spec is not null
        select (one, spec.Mode);
}
