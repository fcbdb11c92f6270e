namespace NodeGc.Collector.Inventories;

/// <summary>What one witness was asked and how much it looked at, so that silence can be weighed.</summary>
/// <param name="Witness">Who was asked.</param>
/// <param name="Searched">What was searched, with counts: <c>17 layers, 4 layer mounts, 31 lower files</c>.</param>
public sealed record WitnessAccount(Witness Witness, string Searched);
