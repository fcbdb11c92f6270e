namespace NodeGc.Agent.Reports;

/// <summary>A directory that would go.</summary>
public sealed record PlanItemDocument(
    string Class,
    string Name,
    string Path,
    long Bytes,
    string Removal,
    string Reason
);
