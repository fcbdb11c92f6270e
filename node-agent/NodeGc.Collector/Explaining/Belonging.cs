using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>A directory on disk that belongs to an image, a container, a volume or the like.</summary>
/// <param name="Role">Its role there.</param>
/// <param name="Directory">The directory; without <see cref="Resource.Directory"/> if it is missing from the
/// disk.</param>
/// <param name="Layer">The layer that the directory belongs to, if any.</param>
/// <param name="Position">Its position in the layer stack, 1 = the base; null if it is not in one.</param>
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
    /// <summary>The layer's size according to the engine, in unpacked bytes; null if it reports none.</summary>
    public Bytes? EngineSize { get; init; }
}
