namespace NodeGc.Collector.Pressure;

/// <summary>When to start and stop, in free bytes.</summary>
/// <param name="Low">Nothing is removed while at least this much is free.</param>
/// <param name="High">Removal stops once this much is free.</param>
public sealed record FreeThreshold(Bytes Low, Bytes High);
