using System.Collections.Immutable;

namespace NodeGc.Api.Cleanups;

/// <summary>Which images may be removed, and when. Age counts from the last pull, build, tag or use; default 24h. In
/// patterns, <c>*</c> matches any characters and <c>?</c> exactly one.</summary>
public sealed record ImagesSpec() : ClassSpec("24h")
{
    public ImagesScope Scope { get; init; }

    /// <summary>Number of most recently used images to keep per repository, 0 to 1000.</summary>
    public int KeepLast { get; init; }

    /// <summary>Patterns of images that may be removed. Empty means all.</summary>
    public ImmutableArray<string> Include
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Patterns of images to keep.</summary>
    public ImmutableArray<string> Exclude
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Compares the lists by content, so that orders can be compared by value.</summary>
    public bool Equals(ImagesSpec? other) =>
        base.Equals(other)
        && (Scope, KeepLast) == (other.Scope, other.KeepLast)
        && Include.SequenceEqual(other.Include)
        && Exclude.SequenceEqual(other.Exclude);

    public override int GetHashCode() =>
        HashCode.Combine(base.GetHashCode(), Scope, KeepLast, Include.Length, Exclude.Length);
}
