using NodeGc.Collector;

namespace NodeGc.Storage.Measuring;

/// <summary>How far a measurement is.</summary>
/// <param name="Measured">Directories whose size is settled.</param>
/// <param name="Total">Directories to measure.</param>
/// <param name="Size">The sum of the settled sizes.</param>
public readonly record struct MeasuringProgress(int Measured, int Total, Bytes Size);
