using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>A layer in the tree of layers.</summary>
/// <param name="Layer">Its chain id; before Docker 1.10 its directory.</param>
/// <param name="Depth">How many layers lie below it.</param>
/// <param name="Path">Its directory, relative to the data root; null where it is missing.</param>
/// <param name="Bytes">Allocated bytes; null where it was not measured.</param>
/// <param name="EngineBytes">What the engine takes its size to be; null where it says nothing.</param>
/// <param name="Images">The images whose topmost layer it is.</param>
/// <param name="Containers">The containers that stand on it.</param>
/// <param name="BuildCache">The build-cache records that name it.</param>
public sealed record LayerDocument(
    string Layer,
    int Depth,
    string? Path,
    long? Bytes,
    long? EngineBytes,
    ImmutableArray<string> Images,
    ImmutableArray<string> Containers,
    ImmutableArray<string> BuildCache
);
