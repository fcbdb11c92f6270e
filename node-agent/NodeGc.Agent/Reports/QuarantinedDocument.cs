namespace NodeGc.Agent.Reports;

/// <summary>An item in quarantine.</summary>
/// <param name="Run">The run that moved it, for <c>restore --run</c>.</param>
/// <param name="Class">Its class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its original path below the data root.</param>
/// <param name="Bytes">Its size as planned.</param>
/// <param name="MovedAt">When it was quarantined.</param>
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
