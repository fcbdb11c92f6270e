namespace NodeGc.Agent.Reports;

/// <summary>One thing in the quarantine.</summary>
/// <param name="Run">The run that moved it, for <c>restore --run</c>.</param>
/// <param name="Class">Its class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where it belongs, below the data root.</param>
/// <param name="Bytes">Its size as planned.</param>
/// <param name="MovedAt">When it was moved aside.</param>
/// <param name="ExpiresAt">Until when it can be restored.</param>
/// <param name="Reason">Why it was garbage.</param>
public sealed record QuarantinedDocument(
    string Run,
    string Class,
    string Name,
    string Path,
    long Bytes,
    DateTimeOffset MovedAt,
    DateTimeOffset ExpiresAt,
    string Reason
);
