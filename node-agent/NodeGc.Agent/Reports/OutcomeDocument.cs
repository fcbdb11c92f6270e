namespace NodeGc.Agent.Reports;

/// <summary>What became of one item.</summary>
public sealed record OutcomeDocument(
    string Class,
    string Name,
    string Path,
    long Bytes,
    string Outcome,
    string Message
);
