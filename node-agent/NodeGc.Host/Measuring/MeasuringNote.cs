namespace NodeGc.Host.Measuring;

/// <summary>Why something has no measured size.</summary>
/// <param name="Path">Relative to the data root.</param>
/// <param name="Message">What went wrong.</param>
public sealed record MeasuringNote(string Path, string Message);
