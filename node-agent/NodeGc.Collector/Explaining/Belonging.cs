using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>A directory on disk that belongs to an image, a container, a volume or the like.</summary>
/// <param name="Role">What it is to that thing.</param>
/// <param name="Directory">The directory; without <see cref="Resource.Directory"/> where it is missing from the
/// disk.</param>
/// <param name="Layer">The layer whose directory it is; null where it is none's.</param>
/// <param name="Position">Its place in the stack of layers, 1 = the base; null outside of one.</param>
/// <param name="SharedWith">The other images, or for volumes and containers' own directories the other containers, that
/// need it.</param>
public sealed record Belonging(
    BelongingRole Role,
    Resource Directory,
    Resource? Layer,
    int? Position,
    ImmutableArray<Resource> SharedWith
)
{
    /// <summary>What the engine takes the layer's size to be, in unpacked bytes; null where it says nothing.</summary>
    public Bytes? EngineSize { get; init; }
}
