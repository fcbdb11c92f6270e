using NodeGc.Collector.Planning;

namespace NodeGc.Storage.Quarantining;

/// <summary>What is asked of the engine about volumes. A call that throws has an unknown outcome, and the data is put
/// back.</summary>
/// <param name="Find">The definition of a volume; null where the engine does not know it.</param>
/// <param name="Create">Makes an empty volume with exactly this definition.</param>
/// <param name="Remove">Removes a volume, without force.</param>
public sealed record VolumeEngine(
    Func<string, CancellationToken, Task<VolumeDefinition?>> Find,
    Func<VolumeDefinition, CancellationToken, Task> Create,
    Func<string, CancellationToken, Task<VolumeRemoval>> Remove
)
{
    /// <summary>Removes a container, an image, a name of one, or a record of the build cache, without force, if it
    /// still is what was planned. Null where the engine is asked about volumes alone.</summary>
    public Func<PlanItem, CancellationToken, Task<KnownRemoval>>? RemoveKnown { get; init; }
}
