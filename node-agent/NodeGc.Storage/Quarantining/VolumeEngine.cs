namespace NodeGc.Storage.Quarantining;

/// <summary>What is asked of the engine about volumes. A call that throws has an unknown outcome, and the data is put back.</summary>
/// <param name="Find">The definition of a volume; null where the engine does not know it.</param>
/// <param name="Create">Makes an empty volume with exactly this definition.</param>
/// <param name="Remove">Removes a volume, without force.</param>
public sealed record VolumeEngine(
    Func<string, CancellationToken, Task<VolumeDefinition?>> Find,
    Func<VolumeDefinition, CancellationToken, Task> Create,
    Func<string, CancellationToken, Task<VolumeRemoval>> Remove);
