using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>One directory of those that make up an image's or a container's filesystem.</summary>
/// <param name="Directory">The layer directory; without <see cref="Resource.Directory"/> where it is missing from the
/// disk.</param>
/// <param name="Layer">The layer whose directory it is; null before Docker 1.10, and if only the driver's own files
/// name it.</param>
/// <param name="Position">Its position in the stack, 1 = the base; null if only the driver's own files name it.</param>
public sealed record StackedDirectory(Resource Directory, Resource? Layer, int? Position)
{
    /// <summary>The layer's size according to the engine, in unpacked bytes; null if it reports none.</summary>
    public Bytes? EngineSize { get; init; }
}
