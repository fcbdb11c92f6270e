using System.Collections.Frozen;
using NodeGc.Agent.Orders;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Policies;

/// <summary>Which classes are removed and which only reported, once a class's own mode is held against the
/// cleanup's.</summary>
internal static class ClassModes
{
    /// <summary>True where no class of the order is to be removed.</summary>
    public static bool OnlyReports(CleanupOrder order) => OnlyReports(order.Mode, order.Collect);

    /// <summary>True where the mode is Report and no class says otherwise.</summary>
    public static bool OnlyReports(CleanupMode mode, CollectSpec collect) =>
        mode == CleanupMode.Report && Of(collect).All(one => one.Mode is null or ClassMode.Report);

    /// <summary>True where every class says by itself that it is only reported.</summary>
    public static bool EachOnlyReports(CollectSpec collect) => Of(collect).All(one => one.Mode == ClassMode.Report);

    /// <summary>The classes that are only reported while others are removed. Where none is removed, the plan shows
    /// them all as if they were.</summary>
    public static FrozenSet<CleanupClass> HeldBack(CleanupMode mode, CollectSpec collect)
    {
        if (OnlyReports(mode, collect))
            return [];
        var otherwise = mode == CleanupMode.Report ? ClassMode.Report : ClassMode.Enforce;
        var reported = Of(collect).Where(one => (one.Mode ?? otherwise) == ClassMode.Report);
        return reported.Select(one => one.Class).ToFrozenSet();
    }

    private static IEnumerable<(CleanupClass Class, ClassMode? Mode)> Of(CollectSpec collect) =>
        from one in Enum.GetValues<CleanupClass>()
        let spec = collect.Find(OrderReports.ApiClass(one))
        where spec is not null
        select (one, spec.Mode);
}
