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

    /// <summary>The image it was built on, if it is recorded and still exists.</summary>
    public required ResourceId? Parent { get; init; }

    /// <summary>Its directories on disk, top first.</summary>
    public required ImmutableArray<StackedDirectory> Directories { get; init; }

    /// <summary>Those of <see cref="Directories"/> that its parent does not have.</summary>
    public required ImmutableArray<StackedDirectory> OwnDirectories { get; init; }

    /// <summary>Those of <see cref="Directories"/> that no other image needs; intermediate images that exist for this
    /// one alone do not count.</summary>
    public required ImmutableArray<StackedDirectory> UniqueDirectories { get; init; }

    /// <summary>The containers that run, or ran, from it.</summary>
    public required ImmutableArray<Resource> Containers { get; init; }

    /// <summary>Allocated bytes of all its directories; null if one was not measured.</summary>
    public required Bytes? Size { get; init; }

    /// <summary>Bytes of the other directories.</summary>
    public required Bytes? Shared { get; init; }

    /// <summary>Bytes of <see cref="UniqueDirectories"/>: what removing it frees.</summary>
    public required Bytes? Unique { get; init; }

    /// <summary>Bytes of <see cref="OwnDirectories"/>.</summary>
    public required Bytes? Own { get; init; }

    /// <summary>Its size according to the engine; null if the engine reports none for one of the layers.</summary>
    public required Bytes? EngineSize { get; init; }

    /// <summary>The topmost layers that it shares with images that are not recorded as related; null if there are
    /// none.</summary>
    public SharedLayers? SharesLayers { get; init; }

    /// <summary>Its first reference, or <c>&lt;none&gt;</c>.</summary>
    public string Name => References.IsEmpty ? "<none>" : References[0];

    /// <summary>How many layers it has according to the engine.</summary>
    public int LayerCount => Directories.Count(directory => directory.Position is not null);
}
