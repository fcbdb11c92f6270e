namespace NodeGc.Collector.Inventories;

/// <summary>What one source of evidence covered.</summary>
/// <param name="Witness">The source.</param>
/// <param name="EvidenceSummary">What was checked, with counts: <c>17 layers, 4 layer mounts, 31 lower
/// files</c>.</param>
public sealed record WitnessAccount(Witness Witness, string EvidenceSummary);
