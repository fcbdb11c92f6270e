namespace NodeGc.Operator.Status.Conditions;

/// <summary>Which of the conditions Ready, Reconciling and Stalled is true. Always exactly one, so that whoever waits
/// for the cleanup, such as Flux or Argo CD, gets an answer.</summary>
internal enum VerdictState
{
    /// <summary>Nothing is wrong, and nothing is in progress.</summary>
    Ready,

    /// <summary>Something is in progress, or is about to be.</summary>
    Reconciling,

    /// <summary>Something is wrong that someone has to correct.</summary>
    Stalled,
}
