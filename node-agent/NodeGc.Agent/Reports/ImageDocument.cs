using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>An image. All amounts are bytes; null where they are not known.</summary>
public sealed record ImageDocument
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Tags and digests that name it, tags first; empty for <c>&lt;none&gt;</c>.</summary>
    public required ImmutableArray<string> References { get; init; }

    /// <summary><c>tagged</c>, <c>dangling</c> (untagged, nothing is built on it) or <c>intermediate</c> (untagged,
    /// another image is built on it).</summary>
    public required string Kind { get; init; }

    /// <summary>The id of the image it was built on, where that is recorded.</summary>
    public required string? Parent { get; init; }

    /// <summary>How many images stand above it in the tree of recorded parents.</summary>
    public required int Depth { get; init; }

    /// <summary>Allocated by all its directories: the virtual size.</summary>
    public required long? Bytes { get; init; }

    /// <summary>Allocated by the directories that its parent has not.</summary>
    public required long? OwnBytes { get; init; }

    /// <summary>Allocated by directories that other images need as well.</summary>
    public required long? SharedBytes { get; init; }

    /// <summary>Allocated by directories that no other image needs.</summary>
    public required long? UniqueBytes { get; init; }

    /// <summary>What the engine takes its size to be: unpacked bytes, as <c>docker images</c> shows.</summary>
    public required long? EngineBytes { get; init; }

    /// <summary>How many layers it has.</summary>
    public required int Layers { get; init; }

    /// <summary>The containers made from it.</summary>
    public required ImmutableArray<ContainerDocument> Containers { get; init; }

    /// <summary>Its directories on disk, top first.</summary>
    public required ImmutableArray<DirectoryDocument> Directories { get; init; }

    /// <summary>The paths of those that its parent has not.</summary>
    public required ImmutableArray<string> OwnPaths { get; init; }

    /// <summary>How many of its layers, from the base, it has in common with images of no recorded kinship; 0 for
    /// none.</summary>
    public required int LayersInCommon { get; init; }

    /// <summary>Some of these images.</summary>
    public required ImmutableArray<string> InCommonWith { get; init; }

    /// <summary>How many more there are.</summary>
    public required int InCommonWithMore { get; init; }
}
