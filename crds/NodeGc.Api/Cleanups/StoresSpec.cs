using System.Collections.Immutable;

namespace NodeGc.Api.Cleanups;

/// <summary>Which stores of storage drivers not in use may go, and when. A store that changed later is kept; 7d unless
/// said otherwise.</summary>
public sealed record StoresSpec() : ClassSpec("7d")
{
    /// <summary>The names of their drivers; a store that is not named never goes.</summary>
    public required ImmutableArray<string> Names
    {
        get;
        init => field = value.IsDefault ? [] : value;
    }

    /// <summary>Compares the names themselves, so that orders can be compared by value.</summary>
    public bool Equals(StoresSpec? other) => base.Equals(other) && Names.SequenceEqual(other.Names);

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Names.Length);
}
