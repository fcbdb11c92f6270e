using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>An image. Amounts are bytes; null if unknown.</summary>
public sealed record ImageDocument
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its tags and digests, tags first; empty for <c>&lt;none&gt;</c>.</summary>
    public required ImmutableArray<string> References { get; init; }

    /// <summary><c>tagged</c>, <c>dangling</c> (untagged, no image is built on it) or <c>intermediate</c> (untagged,
    /// another image is built on it).</summary>
    public required string Kind { get; init; }

    /// <summary>The ID of its parent image, if recorded.</summary>
    public required string? Parent { get; init; }

    /// <summary>Its depth in the tree of parent images.</summary>
    public required int Depth { get; init; }

    /// <summary>Allocated by all its directories: the virtual size.</summary>
    public required long? Bytes { get; init; }

    /// <summary>Allocated by the directories that its parent does not have.</summary>
    public required long? OwnBytes { get; init; }

    /// <summary>Allocated by directories that other images use as well.</summary>
    public required long? SharedBytes { get; init; }

    /// <summary>Allocated by directories that no other image uses.</summary>
    public required long? UniqueBytes { get; init; }

    /// <summary>Its size as Docker reports it: unpacked bytes, as in <c>docker images</c>.</summary>
    public required long? EngineBytes { get; init; }

    /// <summary>Number of layers.</summary>
    public required int Layers { get; init; }

    /// <summary>The containers made from it.</summary>
    public required ImmutableArray<ContainerDocument> Containers { get; init; }

    /// <summary>Its directories on disk, top first.</summary>
    public required ImmutableArray<DirectoryDocument> Directories { get; init; }

    /// <summary>The paths of those that its parent does not have.</summary>
    public required ImmutableArray<string> OwnPaths { get; init; }

    /// <summary>How many of its layers, from the base, it shares with images that are not recorded as related; 0 if
    /// none.</summary>
    public required int LayersInCommon { get; init; }

    /// <summary>Some of those images.</summary>
    public required ImmutableArray<string> InCommonWith { get; init; }

    /// <summary>The number of further ones.</summary>
    public required int InCommonWithMore { get; init; }
}
