namespace NodeGc.Api.Cleanups;

/// <summary>When an orphaned layer directory may go. A younger directory is kept; 1h unless said otherwise.</summary>
public sealed record LayersSpec() : ClassSpec("1h");
