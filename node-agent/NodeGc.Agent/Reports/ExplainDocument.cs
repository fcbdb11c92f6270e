using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What <c>explain</c> prints about one thing. Amounts are bytes; null where they are not known.</summary>
public sealed record ExplainDocument
{
    /// <summary>What it is, in words.</summary>
    public required string Resource { get; init; }

    /// <summary>Its kind, for example <c>layer directory</c>; for what is no resource, what it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Its id or name; for what is no resource, its path.</summary>
    public required string Id { get; init; }

    /// <summary>The tags and digests of an image, the name and state of a container.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary><c>live</c>, <c>unsure</c>, <c>held</c> or <c>garbage</c>; for what is no resource <c>leftover</c>,
    /// <c>quarantined</c>, <c>kept</c> or <c>unsure</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Its directory, relative to the data root; null for what has none.</summary>
    public string? Path { get; init; }

    /// <summary>Other paths of the same thing; they may be missing.</summary>
    public ImmutableArray<string> Companions { get; init; } = [];

    /// <summary>Allocated bytes of its directory.</summary>
    public long? Bytes { get; init; }

    /// <summary>What the engine takes its size to be.</summary>
    public long? EngineBytes { get; init; }

    /// <summary>Why it stays; for garbage, what was searched in vain.</summary>
    public required string Because { get; init; }

    /// <summary>From the thing up to what keeps it.</summary>
    public ImmutableArray<string> Chain { get; init; } = [];

    /// <summary>What it needs itself.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>Everybody who needs it, directly or through others.</summary>
    public ImmutableArray<UserDocument> Users { get; init; } = [];

    /// <summary>The chain ids of the layers whose directory it is.</summary>
    public ImmutableArray<string> Layers { get; init; } = [];

    /// <summary>Where it stands in each image that needs it.</summary>
    public ImmutableArray<PositionDocument> Positions { get; init; } = [];

    /// <summary><c>tagged</c>, <c>dangling</c> or <c>intermediate</c>; null for what is no image.</summary>
    public string? ImageKind { get; init; }

    /// <summary>Its directories on disk, top first; empty for a layer directory, which is one itself.</summary>
    public ImmutableArray<DirectoryDocument> Directories { get; init; } = [];

    /// <summary>Allocated by all of them.</summary>
    public long? TotalBytes { get; init; }

    /// <summary>Allocated by those that it shares with nobody.</summary>
    public long? UniqueBytes { get; init; }

    /// <summary>What the logs of a container take, rotated ones included; null for other things, and where it has
    /// none.</summary>
    public ContainerLogDocument? Logs { get; init; }

    /// <summary>What else has to be said of the path that was asked for.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Who was asked, and what was searched.</summary>
    public ImmutableArray<WitnessDocument> Searched { get; init; } = [];
}
