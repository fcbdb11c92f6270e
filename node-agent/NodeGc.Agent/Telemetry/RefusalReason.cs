namespace NodeGc.Agent.Telemetry;

/// <summary>Why something was rejected.</summary>
internal enum RefusalReason
{
    /// <summary>The digest of an order does not match its content.</summary>
    OrderNotConfirmed,

    /// <summary>The API server rejects this node's status.</summary>
    StatusRefused,
}
