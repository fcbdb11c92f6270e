namespace NodeGc.Operator.Telemetry;

/// <summary>How a run of a cleanup ended.</summary>
internal enum RunOutcome
{
    Succeeded,

    /// <summary>On at least one node.</summary>
    Failed,

    /// <summary>On every node.</summary>
    Skipped,
}
