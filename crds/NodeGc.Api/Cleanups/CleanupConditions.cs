namespace NodeGc.Api.Cleanups;

/// <summary>Condition types of a NodeStorageCleanup, as defined by kstatus.</summary>
public static class CleanupConditions
{
    /// <summary>Nothing is wrong and nothing is in progress.</summary>
    public const string Ready = "Ready";

    /// <summary>A run is in progress.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>The spec cannot be carried out until someone changes it.</summary>
    public const string Stalled = "Stalled";

    /// <summary>No selected node failed or lacks a live agent.</summary>
    public const string Healthy = "Healthy";

    /// <summary>Mode Approve: the plans of this run are approved. Set only in mode Approve.</summary>
    public const string Approved = "Approved";

    /// <summary>Nothing known prevents the cleanup from achieving its purpose. Not set until an obstacle has been
    /// found.</summary>
    public const string Effective = "Effective";

    /// <summary>Every pattern of the policy matches something on at least one node. Not set until an unmatched pattern
    /// has been found.</summary>
    public const string PinsMatched = "PinsMatched";

    /// <summary>The spec is stored exactly as it was written. False if it was stored while the definition dropped
    /// fields. Not set until that has happened.</summary>
    public const string Intact = "Intact";

    /// <summary>Another cleanup selects some of the same nodes. This is allowed; the condition is for the case that it
    /// was not intended. Not set until it has happened.</summary>
    public const string Overlapping = "Overlapping";
}
