using System.Collections.Immutable;

namespace NodeGc.Api.Cleanups;

/// <summary>Which stores of storage drivers not in use may go, and when. Ages are Go durations, or days (<c>90m</c>, <c>7d</c>).</summary>
public sealed record StoresSpec
{
    /// <summary>The names of their drivers; a store that is not named never goes.</summary>
    public required ImmutableArray<string> Names { get; init => field = value.IsDefault ? [] : value; }

    /// <summary>Overrides the cleanup's mode for this class; null = the cleanup's mode counts.</summary>
    public ClassMode? Mode { get; init; }

    /// <summary>A store that changed later is kept; 7d unless said otherwise.</summary>
    public string MinAge { get; init => field = value ?? "7d"; } = "7d";

    /// <summary>Scans that must see it unneeded, 2 to 10. Zero stands for a missing field, hence 2: no single look is proof.</summary>
    public int Confirmations { get; init => field = value == 0 ? 2 : value; } = 2;

    /// <summary>Least time between two scans that count; 10m unless said otherwise.</summary>
    public string ConfirmationInterval { get; init => field = value ?? "10m"; } = "10m";

    /// <summary>Compares the names themselves, so that orders can be compared by value.</summary>
    public bool Equals(StoresSpec? other) =>
        other is not null && Names.SequenceEqual(other.Names)
        && (Mode, MinAge, Confirmations, ConfirmationInterval) == (other.Mode, other.MinAge, other.Confirmations, other.ConfirmationInterval);

    public override int GetHashCode() => HashCode.Combine(Names.Length, MinAge, Confirmations, ConfirmationInterval);
}
