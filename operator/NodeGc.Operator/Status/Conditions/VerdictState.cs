namespace NodeGc.Operator.Status.Conditions;

/// <summary>Which of the conditions Ready, Reconciling and Stalled is true.</summary>
internal enum VerdictState
{
    /// <summary>None: the cleanup is neither done nor in progress, and its spec is fine.</summary>
    NotReady,
    Ready,
    Reconciling,
    Stalled,
}
