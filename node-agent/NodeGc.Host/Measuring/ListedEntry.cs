using NodeGc.Collector;

namespace NodeGc.Host.Measuring;

/// <summary>An entry that was measured while its folder was listed: a file, or the folder itself.</summary>
/// <param name="Path">Relative to the data root.</param>
/// <param name="Extent">What it takes.</param>
/// <param name="Shared">Present if it has other hard links elsewhere.</param>
public sealed record ListedEntry(string Path, Extent Extent, SharedFile? Shared);
