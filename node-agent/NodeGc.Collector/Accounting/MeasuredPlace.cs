namespace NodeGc.Collector.Accounting;

/// <summary>One place of a data root, measured apart from the places below it: no byte belongs to two places.</summary>
/// <param name="Path">Relative to the data root; empty for the data root's own directory.</param>
/// <param name="Extent">What it takes; a file of several names counts at the first place, by path, that holds one of
/// them.</param>
public sealed record MeasuredPlace(string Path, Extent Extent);
