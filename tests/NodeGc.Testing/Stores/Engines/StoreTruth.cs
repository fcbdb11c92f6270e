using System.Collections.Immutable;

namespace NodeGc.Testing.Stores.Engines;

/// <summary>
/// What is alive in a store and what is garbage, known from how it was built and not from reading it. Directories of
/// the driver go by their names, volumes by <c>volume:</c> and theirs.
/// </summary>
/// <param name="Live">Has to be kept.</param>
/// <param name="Garbage">Nobody needs it, and that can be told for certain.</param>
/// <param name="Untouchable">Nobody needs it, but it is not the collector's: its data lies elsewhere, or its names are
/// not understood.</param>
/// <param name="IsDriverClear">Without an engine that runs it can be told which storage driver is in use.</param>
public sealed record StoreTruth(
    ImmutableSortedSet<string> Live,
    ImmutableSortedSet<string> Garbage,
    ImmutableSortedSet<string> Untouchable,
    bool IsDriverClear
)
{
    /// <summary>How volumes are called here.</summary>
    public static string Volume(string name) => $"volume:{name}";
}
