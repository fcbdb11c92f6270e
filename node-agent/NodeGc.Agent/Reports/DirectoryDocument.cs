using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>A directory on disk that belongs to an image, a container or the like.</summary>
/// <param name="Role"><c>read-write</c>, <c>init</c>, <c>image layer</c>, <c>below layers</c> (only the driver's own
/// files name it), <c>volume</c> or <c>itself</c>.</param>
/// <param name="Position">Its place in the stack of layers, 1 = the base; null outside of one.</param>
/// <param name="Layer">The layer's chain id; null before Docker 1.10 and where it is no layer's.</param>
/// <param name="Path">Relative to the data root; null where it is missing from the disk.</param>
/// <param name="Companions">Other paths of the same thing, such as aufs's <c>layers/…</c> and <c>mnt/…</c>; they may be
/// missing.</param>
/// <param name="Bytes">Allocated bytes; null where it was not measured.</param>
/// <param name="EngineBytes">What the engine takes the layer's size to be; null where it says nothing.</param>
/// <param name="SharedWith">The other images, or containers, that need it.</param>
public sealed record DirectoryDocument(
    string Role,
    int? Position,
    string? Layer,
    string? Path,
    ImmutableArray<string> Companions,
    long? Bytes,
    long? EngineBytes,
    ImmutableArray<string> SharedWith
);
