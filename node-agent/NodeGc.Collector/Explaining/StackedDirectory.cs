using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>One directory of those that make up an image's or a container's filesystem.</summary>
/// <param name="Directory">The layer directory; without <see cref="Resource.Directory"/> where it is missing from the
/// disk.</param>
/// <param name="Layer">The layer whose directory it is; null before Docker 1.10, and where only the driver's own files
/// name it.</param>
/// <param name="Position">Its place in the stack, 1 = the base; null where only the driver's own files name it.</param>
public sealed record StackedDirectory(Resource Directory, Resource? Layer, int? Position)
{
    /// <summary>What the engine takes the layer's size to be, in unpacked bytes; null where it says nothing.</summary>
    public Bytes? EngineSize { get; init; }
}
