using NodeGc.Collector.Planning;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>Operations of the engine. A call that throws has an unknown outcome, and volume data is moved
/// back.</summary>
/// <param name="Find">The definition of a volume; null if the engine does not know it.</param>
/// <param name="Create">Creates an empty volume with exactly this definition.</param>
/// <param name="Remove">Removes a volume, without force.</param>
public sealed record EngineOperations(
    Func<string, CancellationToken, Task<VolumeDefinition?>> Find,
    Func<VolumeDefinition, CancellationToken, Task> Create,
    Func<string, CancellationToken, Task<VolumeRemoval>> Remove
)
{
    /// <summary>Removes a container, an image, an image name or a build cache record, without force, if it is unchanged
    /// since it was planned. Null if only volumes are supported.</summary>
    public Func<PlanItem, CancellationToken, Task<RemovalResult>>? RemoveViaEngine { get; init; }
}
