using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Orders;

/// <summary>Whether a cleanup's spec was stored with every field its author wrote.</summary>
/// <remarks>
/// A definition of an older release drops fields when an object is stored, and this cannot be detected later, not even
/// once the definition is up to date. So a generation that was first seen under such a definition stays in doubt until
/// the next one. The condition preserves this over restarts.
/// </remarks>
internal static class StoredSpec
{
    public static bool IsInDoubt(NodeStorageCleanup cleanup) =>
        cleanup.Status?.Conditions.Find(CleanupConditions.Intact) is { Status: ConditionStatus.False } doubt
        && doubt.ObservedGeneration == cleanup.Metadata.Generation;
}
