using System.Collections.Frozen;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Marking.Rules;

/// <summary>What a policy lets go although the engine knows it: it is no root any more, and goes if nothing else that
/// stays needs it.</summary>
internal static class Releases
{
    /// <summary>Whether a policy may let it go at all: the engine can be asked to remove it, and it is not at
    /// work.</summary>
    public static bool IsReleasable(Resource resource) => resource.Known is { IsInUse: false };

    /// <summary>The resources of <paramref name="inventory"/> that <paramref name="policy"/> lets go.</summary>
    public static FrozenSet<ResourceId> Find(Inventory inventory, CleanupPolicy policy) =>
        policy.CollectsKnown
            ? inventory
                .Resources.Where(resource => IsReleasable(resource) && IsReleased(resource, policy, inventory))
                .Select(resource => resource.Id)
                .ToFrozenSet()
            : [];

    private static bool IsReleased(Resource resource, CleanupPolicy policy, Inventory inventory) =>
        resource.Id.Kind switch
        {
            ResourceKind.Container => policy.Containers is not null,
            ResourceKind.Image => policy.Images is not null,
            ResourceKind.ImageReference => policy.Images is not null
                && (policy.ImageScope == ImageScope.Unused || IsWithoutTag(resource, inventory)),
            ResourceKind.BuildCacheRecord => policy.BuildCache is not null,
            ResourceKind.Mount => policy.Mounts is not null,
            _ => false,
        };

    /// <summary>An image that is named by digests alone counts as dangling, as it does for <c>docker image
    /// prune</c>.</summary>
    private static bool IsWithoutTag(Resource name, Inventory inventory) =>
        ImageRules.IsByDigest(name.Id.Name) && !inventory.TaggedImages.Contains(name.Known!.Identity);
}
