using System.Collections.Immutable;

namespace NodeGc.Api.Cleanups;

/// <summary>When an image may go, and which. One that was pulled, built, tagged or used later is kept; 24h unless said
/// otherwise. In patterns <c>*</c> stands for any characters and <c>?</c> for one.</summary>
public sealed record ImagesSpec() : ClassSpec("24h")
{
    public ImagesScope Scope { get; init; }

    /// <summary>So many images of each repository stay, the most recently used first; 0 to 1000.</summary>
    public int KeepLast { get; init; }

    /// <summary>Patterns of names that may go; none = every name may.</summary>
    public ImmutableArray<string> Include
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Patterns of names that stay.</summary>
    public ImmutableArray<string> Exclude
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Compares the patterns themselves, so that orders can be compared by value.</summary>
    public bool Equals(ImagesSpec? other) =>
        base.Equals(other)
        && (Scope, KeepLast) == (other.Scope, other.KeepLast)
        && Include.SequenceEqual(other.Include)
        && Exclude.SequenceEqual(other.Exclude);

    public override int GetHashCode() =>
        HashCode.Combine(base.GetHashCode(), Scope, KeepLast, Include.Length, Exclude.Length);
}
