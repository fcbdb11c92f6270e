using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>The output of <c>explain</c> about one item. Amounts are bytes; null if unknown.</summary>
public sealed record ExplainDocument
{
    /// <summary>A description of the item.</summary>
    public required string Resource { get; init; }

    /// <summary>Its kind, for example <c>layer directory</c>; a description if it is not a resource.</summary>
    public required string Kind { get; init; }

    /// <summary>Its id or name; its path if it is not a resource.</summary>
    public required string Id { get; init; }

    /// <summary>The tags and digests of an image, the name and state of a container.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary><c>live</c>, <c>unsure</c>, <c>held</c> or <c>garbage</c>; if it is not a resource: <c>leftover</c>,
    /// <c>quarantined</c>, <c>kept</c> or <c>unsure</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Its directory, relative to the data root; null if it has none.</summary>
    public string? Path { get; init; }

    /// <summary>Other paths that belong to it; they may be missing.</summary>
    public ImmutableArray<string> RelatedPaths { get; init; } = [];

    /// <summary>Allocated bytes of its directory.</summary>
    public long? Bytes { get; init; }

    /// <summary>Its size as Docker reports it.</summary>
    public long? EngineBytes { get; init; }

    /// <summary>Why it is kept; for garbage, what was checked.</summary>
    public required string Reason { get; init; }

    /// <summary>The chain of references from the item to what keeps it.</summary>
    public ImmutableArray<string> Chain { get; init; } = [];

    /// <summary>What it references.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Everything that references it, directly or indirectly.</summary>
    public ImmutableArray<UserDocument> Users { get; init; } = [];

    /// <summary>The chain ids of the layers whose directory it is.</summary>
    public ImmutableArray<string> Layers { get; init; } = [];

    /// <summary>Its position in each image that uses it.</summary>
    public ImmutableArray<PositionDocument> Positions { get; init; } = [];

    /// <summary><c>tagged</c>, <c>dangling</c> or <c>intermediate</c>; null if it is not an image.</summary>
    public string? ImageKind { get; init; }

    /// <summary>Its directories on disk, top first; empty for a layer directory.</summary>
    public ImmutableArray<DirectoryDocument> Directories { get; init; } = [];

    /// <summary>Allocated bytes of all its directories.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>Allocated bytes of the directories that it does not share.</summary>
    public long? UniqueBytes { get; init; }

    /// <summary>Disk usage of the container's logs, including rotated files; null if there are none or it is not a
    /// container.</summary>
    public ContainerLogDocument? Logs { get; init; }

    /// <summary>Further remarks about the path in question.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The evidence that was checked.</summary>
    public ImmutableArray<EvidenceDocument> Evidence { get; init; } = [];
}
