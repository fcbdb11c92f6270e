using System.Collections.Immutable;

namespace NodeGc.Api.Cleanups;

/// <summary>Which stores of unused storage drivers may be removed, and when. Age counts from the last change; default
/// 7d.</summary>
public sealed record StoresSpec() : ClassSpec("7d")
{
    /// <summary>Names of the drivers. A store that is not listed is never removed.</summary>
    public required ImmutableArray<string> Names
    {
        get;
        init => field = value.IsDefault ? [] : value;
    }

    /// <summary>Compares the lists by content, so that orders can be compared by value.</summary>
    public bool Equals(StoresSpec? other) => base.Equals(other) && Names.SequenceEqual(other.Names);

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Names.Length);
}
