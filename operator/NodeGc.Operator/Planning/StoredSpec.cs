using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Planning;

/// <summary>Whether a cleanup's spec is all that its author wrote.</summary>
/// <remarks>
/// A definition of an older release drops fields as it stores an object, and nothing of them is left to find later, not
/// even once the definition is up to date. So a generation that was first seen under such a definition stays in doubt
/// until there is a next one. The condition remembers that over restarts.
/// </remarks>
internal static class StoredSpec
{
    public static bool IsInDoubt(NodeStorageCleanup cleanup) =>
        cleanup.Status?.Conditions.Find(CleanupConditions.Intact) is { Status: ConditionStatus.False } doubt
        && doubt.ObservedGeneration == cleanup.Metadata.Generation;
}
