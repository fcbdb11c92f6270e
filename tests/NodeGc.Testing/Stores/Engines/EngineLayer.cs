using System.Collections.Immutable;

namespace NodeGc.Testing.Stores.Engines;

/// <summary>A layer of an image.</summary>
/// <param name="Id">Its chain, <c>sha256:</c> and 64 digits; before 1.10 the 64 digits of its image.</param>
/// <param name="DiffIds">The contents it is made of, base first; none before 1.10.</param>
/// <param name="Directory">Its directory.</param>
public sealed record EngineLayer(string Id, ImmutableArray<string> DiffIds, DriverDirectory Directory)
{
    /// <summary>It was brought along from before 1.10 and lies in <c>graph/</c> as well.</summary>
    public bool IsMigrated { get; init; }
}
