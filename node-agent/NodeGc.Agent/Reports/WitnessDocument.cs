namespace NodeGc.Agent.Reports;

/// <summary>Who was asked, and what was searched.</summary>
public sealed record WitnessDocument(string Witness, string Searched);
