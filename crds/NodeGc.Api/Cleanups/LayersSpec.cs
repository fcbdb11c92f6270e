namespace NodeGc.Api.Cleanups;

/// <summary>When an orphaned layer directory may be removed. Default age 1h.</summary>
public sealed record LayersSpec() : ClassSpec("1h");
