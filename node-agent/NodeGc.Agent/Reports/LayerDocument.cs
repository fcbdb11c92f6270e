using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>A layer in the tree of layers.</summary>
/// <param name="Layer">Its chain id; its directory before Docker 1.10.</param>
/// <param name="Depth">How many layers are below it.</param>
/// <param name="Path">Its directory, relative to the data root; null if it is missing.</param>
/// <param name="Bytes">Allocated bytes; null if not measured.</param>
/// <param name="EngineBytes">Its size as Docker reports it; null if unknown.</param>
/// <param name="Images">The images whose top layer it is.</param>
/// <param name="Containers">The containers based on it.</param>
/// <param name="BuildCache">The build cache records that reference it.</param>
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
