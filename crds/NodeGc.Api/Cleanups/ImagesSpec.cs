using System.Collections.Immutable;

namespace NodeGc.Api.Cleanups;

/// <summary>When an image may go, and which. Ages are Go durations, or days (<c>90m</c>, <c>7d</c>). In patterns <c>*</c> stands for any characters and
/// <c>?</c> for one.</summary>
public sealed record ImagesSpec
{
    public ImagesScope Scope { get; init; }

    /// <summary>Overrides the cleanup's mode for this class; null = the cleanup's mode counts.</summary>
    public ClassMode? Mode { get; init; }

    /// <summary>One that was pulled, built, tagged or used later is kept; 24h unless said otherwise.</summary>
    public string MinAge { get; init => field = value ?? "24h"; } = "24h";

    /// <summary>So many images of each repository stay, the most recently used first; 0 to 1000.</summary>
    public int KeepLast { get; init; }

    /// <summary>Patterns of names that may go; none = every name may.</summary>
    public ImmutableArray<string> Include { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Patterns of names that stay.</summary>
    public ImmutableArray<string> Exclude { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Scans that must see it unneeded, 2 to 10. Zero stands for a missing field, hence 2: no single look is proof.</summary>
    public int Confirmations { get; init => field = value == 0 ? 2 : value; } = 2;

    /// <summary>Least time between two scans that count; 10m unless said otherwise.</summary>
    public string ConfirmationInterval { get; init => field = value ?? "10m"; } = "10m";

    /// <summary>Compares the patterns themselves, so that orders can be compared by value.</summary>
    public bool Equals(ImagesSpec? other) =>
        other is not null && Include.SequenceEqual(other.Include) && Exclude.SequenceEqual(other.Exclude)
        && (Scope, Mode, MinAge, KeepLast, Confirmations, ConfirmationInterval) == (other.Scope, other.Mode, other.MinAge, other.KeepLast, other.Confirmations, other.ConfirmationInterval);

    public override int GetHashCode() => HashCode.Combine(Scope, Mode, MinAge, KeepLast, Include.Length, Exclude.Length);
}
