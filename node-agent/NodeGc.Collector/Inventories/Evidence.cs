namespace NodeGc.Collector.Inventories;

/// <summary>What one source of evidence covered.</summary>
/// <param name="Source">The source.</param>
/// <param name="Summary">What was checked, with counts: <c>17 layers, 4 layer mounts, 31 lower files</c>.</param>
public sealed record Evidence(EvidenceSource Source, string Summary);
