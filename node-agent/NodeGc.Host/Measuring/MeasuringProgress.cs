using NodeGc.Collector;

namespace NodeGc.Host.Measuring;

/// <summary>Progress of a measurement.</summary>
/// <param name="Measured">Directories measured so far.</param>
/// <param name="Total">Directories to measure.</param>
/// <param name="Size">The sum of their sizes.</param>
public readonly record struct MeasuringProgress(int Measured, int Total, Bytes Size);
