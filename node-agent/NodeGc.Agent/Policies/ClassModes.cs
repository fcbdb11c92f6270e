using System.Collections.Frozen;
using NodeGc.Agent.Orders;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Policies;

/// <summary>Which classes are removed and which are only reported, from the modes of the cleanup and of its
/// classes.</summary>
internal static class ClassModes
{
    /// <summary>Whether no class of the order is removed.</summary>
    public static bool OnlyReports(CleanupOrder order) => OnlyReports(order.Mode, order.Collect);

    /// <summary>Whether the mode is Report and no class overrides it.</summary>
    public static bool OnlyReports(CleanupMode mode, CollectSpec collect) =>
        mode == CleanupMode.Report && Of(collect).All(one => one.Mode is null or ClassMode.Report);

    /// <summary>Whether every class has the mode Report itself.</summary>
    public static bool EachOnlyReports(CollectSpec collect) => Of(collect).All(one => one.Mode == ClassMode.Report);

    /// <summary>The classes that are only reported while others are removed. If none is removed, the plan shows all of
    /// them as if they were.</summary>
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
