namespace NodeGc.Agent.Reports;

/// <summary>A source of evidence, and what was checked there.</summary>
public sealed record EvidenceDocument(string Source, string Checked);
