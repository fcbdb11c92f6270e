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

    /// <summary>Not removed, because it was in use or had changed.</summary>
    Skipped,

    /// <summary>Could not be removed.</summary>
    Failed,
}
