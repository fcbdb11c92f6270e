namespace NodeGc.Collector.Accounting;

/// <summary>A number of things and what they take together.</summary>
/// <param name="Items">How many.</param>
/// <param name="Bytes">Allocated bytes, each counted once; null where they are not known.</param>
public readonly record struct Holding(int Items, Bytes? Bytes);
