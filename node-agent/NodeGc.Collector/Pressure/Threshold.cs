namespace NodeGc.Collector.Pressure;

/// <summary>When to start and stop, in percent of usage.</summary>
/// <param name="High">Cleaning starts at this usage.</param>
/// <param name="Low">Cleaning stops at or below this usage.</param>
public sealed record Threshold(int High, int Low);
