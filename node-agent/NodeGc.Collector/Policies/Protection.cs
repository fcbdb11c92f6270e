using System.Collections.Immutable;

namespace NodeGc.Collector.Policies;

/// <summary>Pins: what they match is kept, with all it needs. In patterns <c>*</c> matches any characters and <c>?</c>
/// one.</summary>
public sealed record Protection
{
    /// <summary>Nothing is pinned.</summary>
    public static readonly Protection None = new();

    /// <summary>Names, digests or IDs of images, read as Docker reads them; names may be patterns.</summary>
    public ImmutableArray<string> Images { get; init; } = [];

    /// <summary>Patterns of volume names.</summary>
    public ImmutableArray<string> Volumes { get; init; } = [];

    /// <summary>Patterns of container names, or container IDs.</summary>
    public ImmutableArray<string> Containers { get; init; } = [];

    /// <summary>Whether a workload of the cluster uses the image of this name or ID, as it is stored. It may be true of
    /// a few others, and is never false of one that is used.</summary>
    public Func<string, bool> IsUsedByWorkload { get; init; } = _ => false;

    /// <summary>Why <see cref="IsUsedByWorkload"/> is unknown, so that any image may be used; null if it is known or
    /// not needed.</summary>
    public string? ImagesUnknownReason { get; init; }

    /// <summary>Labels of volumes, containers or images: <c>key</c> or <c>key=value</c>.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];
}
