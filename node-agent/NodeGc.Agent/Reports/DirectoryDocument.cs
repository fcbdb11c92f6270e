using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>A directory on disk that belongs to an image, a container or another resource.</summary>
/// <param name="Role"><c>read-write</c>, <c>init</c>, <c>image layer</c>, <c>below layers</c> (referenced only
/// by the driver's files), <c>volume</c> or <c>itself</c>.</param>
/// <param name="Position">Its position in the layer stack, 1 = the base; null if it is not in one.</param>
/// <param name="Layer">The layer's chain id; null before Docker 1.10 and if it is not a layer's directory.</param>
/// <param name="Path">Relative to the data root; null if it is missing from the disk.</param>
/// <param name="RelatedPaths">Other paths that belong to it, such as aufs's <c>layers/…</c> and <c>mnt/…</c>; they may
/// be missing.</param>
/// <param name="Bytes">Allocated bytes; null if not measured.</param>
/// <param name="EngineBytes">The size of the layer as Docker reports it; null if unknown.</param>
/// <param name="SharedWith">The other images or containers that use it.</param>
public sealed record DirectoryDocument(
    string Role,
    int? Position,
    string? Layer,
    string? Path,
    ImmutableArray<string> RelatedPaths,
    long? Bytes,
    long? EngineBytes,
    ImmutableArray<string> SharedWith
);
