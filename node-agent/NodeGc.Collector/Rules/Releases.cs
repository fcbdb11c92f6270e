using System.Collections.Frozen;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Rules;

/// <summary>What a policy releases although the engine manages it: it is no longer a root, and is removed unless
/// something kept needs it.</summary>
internal static class Releases
{
    /// <summary>The resources of <paramref name="inventory"/> that <paramref name="policy"/> releases.</summary>
    public static FrozenSet<ResourceId> Find(Inventory inventory, CleanupPolicy policy) =>
        policy.CollectsEngineManaged
            ? inventory
                .Resources.Where(resource => resource.IsReleasable && IsReleased(resource, policy, inventory))
                .Select(resource => resource.Id)
                .ToFrozenSet()
            : [];

    private static bool IsReleased(Resource resource, CleanupPolicy policy, Inventory inventory) =>
        GarbageClasses.Find(resource.Id.Kind) is { IsEngineManaged: true } row
        && row.Rule(policy) is not null
        && (
            resource.Id.Kind != ResourceKind.ImageReference
            || policy.ImageScope == ImageScope.Unused
            || IsWithoutTag(resource, inventory)
        );

    /// <summary>An image named only by digests counts as dangling, as for <c>docker image prune</c>.</summary>
    private static bool IsWithoutTag(Resource name, Inventory inventory) =>
        ImageNames.IsByDigest(name.Id.Name) && !inventory.Graph.TaggedImages.Contains(name.EngineManaged!.Identity);
}
