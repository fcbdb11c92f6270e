using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>An image with all that belongs to it.</summary>
public sealed record ImageSummary
{
    /// <summary>The image.</summary>
    public required Resource Image { get; init; }

    /// <summary>Tagged, dangling or intermediate.</summary>
    public required ImageKind Kind { get; init; }

    /// <summary>The tags and digests that name it, tags first.</summary>
    public required ImmutableArray<string> References { get; init; }

    /// <summary>The image it was built on, where that is recorded and still there.</summary>
    public required ResourceId? Parent { get; init; }

    /// <summary>Its directories on disk, top first.</summary>
    public required ImmutableArray<StackedDirectory> Directories { get; init; }

    /// <summary>Those of <see cref="Directories"/> that its parent has not.</summary>
    public required ImmutableArray<StackedDirectory> OwnDirectories { get; init; }

    /// <summary>Those of <see cref="Directories"/> that no other image needs; intermediate images that exist for this
    /// one alone do not count.</summary>
    public required ImmutableArray<StackedDirectory> UniqueDirectories { get; init; }

    /// <summary>The containers that run, or ran, from it.</summary>
    public required ImmutableArray<Resource> Containers { get; init; }

    /// <summary>Allocated bytes of all its directories; null where one was not measured.</summary>
    public required Bytes? Size { get; init; }

    /// <summary>Bytes of the other directories.</summary>
    public required Bytes? Shared { get; init; }

    /// <summary>Bytes of <see cref="UniqueDirectories"/>: what its removal frees.</summary>
    public required Bytes? Unique { get; init; }

    /// <summary>Bytes of <see cref="OwnDirectories"/>.</summary>
    public required Bytes? Own { get; init; }

    /// <summary>What the engine takes its size to be; null where it says nothing of one of the layers.</summary>
    public required Bytes? EngineSize { get; init; }

    /// <summary>The nearest layers that it has in common with images of no recorded kinship; null where there are
    /// none.</summary>
    public SharedLayers? SharesLayers { get; init; }

    /// <summary>Its first reference, or <c>&lt;none&gt;</c>.</summary>
    public string Name => References.IsEmpty ? "<none>" : References[0];

    /// <summary>How many layers the engine knows it to have.</summary>
    public int LayerCount => Directories.Count(directory => directory.Position is not null);
}
