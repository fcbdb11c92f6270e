namespace NodeGc.Collector.Pressure;

/// <summary>When to begin and when to stop, in bytes that are free.</summary>
/// <param name="Low">Nothing is removed while at least this is free.</param>
/// <param name="High">Nothing more is removed once this is free.</param>
public sealed record FreeThreshold(Bytes Low, Bytes High);
