using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Removal.Journaling;

/// <summary>A quarantined directory with everything needed to restore it. Stored as JSON in the journal, so its members
/// are plain.</summary>
public sealed record QuarantinedItem
{
    /// <summary>The run that moved it.</summary>
    public required string Run { get; init; }

    /// <summary>Its class.</summary>
    public required CleanupClass Class { get; init; }

    /// <summary>The kind of resource it is.</summary>
    public required ResourceKind Kind { get; init; }

    /// <summary>The resource's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its original path, relative to the data root.</summary>
    public required string Path { get; init; }

    /// <summary>Its path in the quarantine, relative to the data root.</summary>
    public required string Place { get; init; }

    /// <summary>Its device.</summary>
    public required ulong Device { get; init; }

    /// <summary>Its inode.</summary>
    public required ulong Inode { get; init; }

    /// <summary>Its birth time in nanoseconds since 1970.</summary>
    public required long BornNanoseconds { get; init; }

    /// <summary>Its size in bytes as planned.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Why it was garbage.</summary>
    public required string Reason { get; init; }

    /// <summary>How it was removed.</summary>
    public required RemovalMethod Removal { get; init; }

    /// <summary>The links that were removed with it.</summary>
    public ImmutableArray<ShortLink> Links { get; init; } = [];

    /// <summary>Related paths in the order of their move. Missing in journals of earlier versions.</summary>
    [JsonPropertyName("companions")]
    public ImmutableArray<RelatedPath> RelatedPaths
    {
        get => field.IsDefault ? [] : field;
        init;
    } = [];

    /// <summary>Its definition in the engine; null if the engine did not know it.</summary>
    public VolumeDefinition? Volume { get; init; }

    /// <summary>When it was moved into the quarantine.</summary>
    public required DateTimeOffset MovedAt { get; init; }

    /// <summary>Until when it can be restored.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The resource.</summary>
    [JsonIgnore]
    public ResourceId Id => new(Kind, Name);

    /// <summary>Its identity, which must be unchanged when it is restored.</summary>
    [JsonIgnore]
    public Fingerprint Fingerprint => new(Device, Inode, BornNanoseconds);

    /// <summary>Its size as planned.</summary>
    [JsonIgnore]
    public Bytes Size => new(SizeBytes);
}
