namespace NodeGc.Collector.Accounting;

/// <summary>One path of a data root, measured without the places below it: no byte belongs to two places.</summary>
/// <param name="Path">Relative to the data root; empty for the data root's own directory.</param>
/// <param name="Extent">Its size; a file with several hard links counts at the first place, by path, that has one of
/// them.</param>
public sealed record MeasuredPlace(string Path, Extent Extent);
