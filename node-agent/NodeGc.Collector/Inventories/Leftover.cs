namespace NodeGc.Collector.Inventories;

/// <summary>Something that is neither in use nor collected by this version: it is reported and kept.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Relative to the data root.</param>
/// <param name="Reason">Why it is kept, and what would remove it.</param>
public sealed record Leftover(LeftoverKind Kind, string Path, string Reason)
{
    /// <summary>Allocated bytes; null if not measured.</summary>
    public Bytes? Size { get; init; }
}
