namespace NodeGc.Agent.Telemetry;

/// <summary>How a run ended on this node.</summary>
internal enum RunOutcome
{
    Succeeded,
    Failed,
    Skipped,

    /// <summary>The order was not taken up: the agent could not confirm that it is as the operator gave it.</summary>
    Refused,
    Withdrawn,
}
