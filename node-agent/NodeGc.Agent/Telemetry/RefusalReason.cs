namespace NodeGc.Agent.Telemetry;

/// <summary>Why something was refused.</summary>
internal enum RefusalReason
{
    /// <summary>The agent could not confirm that an order is as the operator gave it.</summary>
    OrderNotConfirmed,

    /// <summary>The API server refuses this node's status.</summary>
    StatusRefused,
}
