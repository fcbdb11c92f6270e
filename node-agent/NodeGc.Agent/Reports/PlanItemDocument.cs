namespace NodeGc.Agent.Reports;

/// <summary>An item that would be removed.</summary>
public sealed record PlanItemDocument(
    string Class,
    string Name,
    string Path,
    long Bytes,
    string Removal,
    string Reason
);
