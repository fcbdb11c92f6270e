namespace NodeGc.Agent.Reports;

/// <summary>Garbage that is kept for now, and the rule that keeps it.</summary>
public sealed record HeldDocument(string Class, string Name, string Path, long Bytes, string Rule, string Reason);
