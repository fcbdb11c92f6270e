using System.Collections.Frozen;
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

    private static IEnumerable<(CleanupClass Class, ClassMode? Mode)> Of(CollectSpec collect)
    {
        if (collect.Layers is { } layers) yield return (CleanupClass.Layers, layers.Mode);
        if (collect.Volumes is { } volumes) yield return (CleanupClass.Volumes, volumes.Mode);
        if (collect.Stores is { } stores) yield return (CleanupClass.Stores, stores.Mode);
        if (collect.Containers is { } containers) yield return (CleanupClass.Containers, containers.Mode);
        if (collect.Images is { } images) yield return (CleanupClass.Images, images.Mode);
        if (collect.BuildCache is { } cache) yield return (CleanupClass.BuildCache, cache.Mode);
        if (collect.Mounts is { } mounts) yield return (CleanupClass.Mounts, mounts.Mode);
        if (collect.Debris is { } debris) yield return (CleanupClass.Debris, debris.Mode);
    }
}
