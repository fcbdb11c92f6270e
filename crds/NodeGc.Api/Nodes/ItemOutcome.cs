namespace NodeGc.Api.Nodes;

/// <summary>What happened to an item.</summary>
public enum ItemOutcome
{
    /// <summary>In the plan.</summary>
    Planned,

    /// <summary>Unused, but not removed yet.</summary>
    Held,

    /// <summary>Moved to the quarantine; can be restored.</summary>
    Quarantined,

    /// <summary>Permanently deleted.</summary>
    Deleted,

    /// <summary>Found in use, or changed, before it was removed.</summary>
    Skipped,

    /// <summary>Could not be removed.</summary>
    Failed,
}
