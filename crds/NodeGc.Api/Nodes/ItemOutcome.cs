namespace NodeGc.Api.Nodes;

/// <summary>What became of an item.</summary>
public enum ItemOutcome
{
    /// <summary>In the plan; may go.</summary>
    Planned,

    /// <summary>Unneeded, but kept for now.</summary>
    Held,

    /// <summary>Moved aside; can be restored.</summary>
    Quarantined,

    /// <summary>Gone for good.</summary>
    Deleted,

    /// <summary>Came alive or changed before the sweep reached it.</summary>
    Kept,

    /// <summary>Could not be removed.</summary>
    Failed,
}
