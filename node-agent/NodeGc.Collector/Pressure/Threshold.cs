namespace NodeGc.Collector.Pressure;

/// <summary>When to begin and when to stop, in percent of use.</summary>
/// <param name="High">Nothing goes while less is used.</param>
/// <param name="Low">Nothing more goes once no more is used.</param>
public sealed record Threshold(int High, int Low);
