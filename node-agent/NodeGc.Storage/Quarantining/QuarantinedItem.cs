using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Storage.Quarantining;

/// <summary>A directory that was moved aside, with all that is needed to put it back. The journal keeps it as JSON, so
/// its parts are plain.</summary>
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

    /// <summary>Where it belongs, relative to the data root.</summary>
    public required string Path { get; init; }

    /// <summary>Where it is kept, relative to the data root.</summary>
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
    public required Removal Removal { get; init; }

    /// <summary>The links that were removed with it.</summary>
    public ImmutableArray<ShortLink> Links { get; init; } = [];

    /// <summary>What else was moved with it, in that order. Journals of earlier versions say nothing of it.</summary>
    public ImmutableArray<Companion> Companions
    {
        get => field.IsDefault ? [] : field;
        init;
    } = [];

    /// <summary>What the engine knew of it; null where it knew nothing.</summary>
    public VolumeDefinition? Volume { get; init; }

    /// <summary>When it was moved aside.</summary>
    public required DateTimeOffset MovedAt { get; init; }

    /// <summary>Until when it can be restored.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The resource.</summary>
    [JsonIgnore]
    public ResourceId Id => new(Kind, Name);

    /// <summary>What it must still be when it is put back.</summary>
    [JsonIgnore]
    public Fingerprint Fingerprint => new(Device, Inode, BornNanoseconds);

    /// <summary>Its size as planned.</summary>
    [JsonIgnore]
    public Bytes Size => new(SizeBytes);
}
