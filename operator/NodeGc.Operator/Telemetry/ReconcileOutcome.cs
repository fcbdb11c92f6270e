namespace NodeGc.Operator.Telemetry;

/// <summary>How a reconciliation ended.</summary>
internal enum ReconcileOutcome
{
    Success,

    /// <summary>Somebody else wrote first, or the server was away: it comes again.</summary>
    Postponed,
    Error,
}
