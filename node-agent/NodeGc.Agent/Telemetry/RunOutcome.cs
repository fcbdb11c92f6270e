namespace NodeGc.Agent.Telemetry;

/// <summary>How a run ended on this node.</summary>
internal enum RunOutcome
{
    Succeeded,
    Failed,
    Skipped,

    /// <summary>The order was rejected: its digest does not match its content.</summary>
    Refused,
    Withdrawn,
}
