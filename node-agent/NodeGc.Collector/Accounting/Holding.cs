namespace NodeGc.Collector.Accounting;

/// <summary>A number of items and their total size.</summary>
/// <param name="Items">How many.</param>
/// <param name="Bytes">Allocated bytes, each counted once; null if unknown.</param>
public readonly record struct Holding(int Items, Bytes? Bytes);
