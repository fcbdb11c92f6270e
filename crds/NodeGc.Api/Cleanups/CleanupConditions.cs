namespace NodeGc.Api.Cleanups;

/// <summary>Condition types of a NodeStorageCleanup, in the words of kstatus.</summary>
public static class CleanupConditions
{
    /// <summary>The spec as it stands has been carried out.</summary>
    public const string Ready = "Ready";

    /// <summary>A run goes on.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>The spec cannot be carried out until a person changes it.</summary>
    public const string Stalled = "Stalled";

    /// <summary>No selected node failed or is without a live agent.</summary>
    public const string Healthy = "Healthy";

    /// <summary>Nothing is known that keeps the cleanup from its purpose. Missing as long as nothing ever
    /// was.</summary>
    public const string Effective = "Effective";

    /// <summary>Every pattern of the policy matches something on at least one node. Missing as long as none was found
    /// that does not.</summary>
    public const string PinsMatched = "PinsMatched";

    /// <summary>The spec is all that its author wrote. False for a spec that was stored while the definition dropped
    /// fields. Missing as long as none ever was.</summary>
    public const string Intact = "Intact";

    /// <summary>
    /// Another cleanup selects nodes of this one. That is allowed; it is said for whoever did not mean it. Missing as
    /// long as none ever did.
    /// </summary>
    public const string Overlapping = "Overlapping";
}
