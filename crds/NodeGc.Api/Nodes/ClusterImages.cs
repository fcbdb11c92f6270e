using System.Collections.Immutable;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>Images referenced by workloads of the cluster when the order was issued.</summary>
public sealed record ClusterImages
{
    /// <summary>Maximum number of entries in <see cref="References"/>: the object of each node contains all of
    /// them.</summary>
    public const int MaxReferences = 2000;

    /// <summary>Maximum length of one reference.</summary>
    public const int MaxLength = 512;

    /// <summary>In the short form that the engine uses, sorted, without duplicates; see
    /// <see cref="ImageReference"/>. Empty if there are <see cref="Hashes"/>.</summary>
    public ImmutableArray<string> References
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>If there are many images, their hashes instead of their names, as <see cref="ImageHashes"/> writes
    /// them; null if there are few.</summary>
    public string? Hashes
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Number of images.</summary>
    public int CountAll() => References.Length + ImageHashes.Count(Hashes);

    /// <summary>Why the images are unknown; null if they are known. If set, no image may be removed.</summary>
    public string? UnknownReason { get; init; }

    /// <summary>The images, or thresholds, are unknown.</summary>
    public static ClusterImages Unknown(string because) =>
        new() { UnknownReason = ShortText.Truncate(because, MaxLength) };

    /// <summary>Compares the lists by content, so that orders can be compared by value.</summary>
    public bool Equals(ClusterImages? other) =>
        other is not null
        && UnknownReason == other.UnknownReason
        && Hashes == other.Hashes
        && (References == other.References || References.SequenceEqual(other.References));

    public override int GetHashCode() =>
        HashCode.Combine(
            UnknownReason,
            Hashes,
            References.Length,
            References.IsEmpty ? "" : References[0],
            References.IsEmpty ? "" : References[^1]
        );
}
