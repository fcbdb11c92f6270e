namespace NodeGc.Operator.Telemetry;

/// <summary>How a reconciliation ended.</summary>
internal enum ReconcileOutcome
{
    Success,

    /// <summary>There was a conflict, or the server was unavailable: it is retried.</summary>
    Postponed,
    Error,
}
