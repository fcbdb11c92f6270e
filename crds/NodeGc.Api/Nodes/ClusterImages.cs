using System.Collections.Immutable;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>The images that the workloads of the cluster refer to, as they were when the order was given.</summary>
public sealed record ClusterImages
{
    /// <summary>Most entries of <see cref="References"/>: each node's object holds them all.</summary>
    public const int MaxReferences = 2000;

    /// <summary>Most characters of one reference.</summary>
    public const int MaxLength = 512;

    /// <summary>In the short form in which the engine stores them, sorted, each once: see
    /// <see cref="ImageReference"/>.</summary>
    public ImmutableArray<string> References
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Why they are not known; then no image may go. Null where they are.</summary>
    public string? UnknownBecause { get; init; }

    /// <summary>Nothing is known of them.</summary>
    public static ClusterImages Unknown(string because) => new() { UnknownBecause = ShortText.Of(because, MaxLength) };

    /// <summary>Compares the references themselves, so that orders can be compared by value.</summary>
    public bool Equals(ClusterImages? other) =>
        other is not null
        && UnknownBecause == other.UnknownBecause
        && (References == other.References || References.SequenceEqual(other.References));

    public override int GetHashCode() =>
        HashCode.Combine(
            UnknownBecause,
            References.Length,
            References.IsEmpty ? "" : References[0],
            References.IsEmpty ? "" : References[^1]
        );
}
