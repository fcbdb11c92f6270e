namespace NodeGc.Collector.Inventories;

/// <summary>Something found that is neither live nor collected by this version: it is reported and stays.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Relative to the data root.</param>
/// <param name="Reason">Why it stays, and what would remove it.</param>
public sealed record Leftover(LeftoverKind Kind, string Path, string Reason)
{
    /// <summary>Allocated bytes; null where it was not measured.</summary>
    public Bytes? Size { get; init; }
}
